import type { FastifyReply, FastifyRequest } from 'fastify';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const localName = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Lets only this machine steer the sandbox: the peer is loopback, the Host header names it (no rebound name), and a
 * page that asks comes from one of its own ports, e.g. the phone's. Everything else gets 403.
 */
export async function guardControl(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const { origin, host } = request.headers;
  const local = origin === undefined || localName.test(origin.replace(/^https?:\/\//, ''));
  if (!loopback.has(request.ip) || !localName.test(host ?? '') || !local) {
    return reply.code(403).send({ code: 'loopbackOnly', message: 'The control API answers this machine only.' });
  }
  if (origin !== undefined) {
    reply.header('access-control-allow-origin', origin).header('vary', 'origin');
    reply.header('access-control-allow-headers', 'content-type');
    reply.header('access-control-allow-methods', 'GET,POST,PUT,DELETE');
  }
  return undefined;
}
