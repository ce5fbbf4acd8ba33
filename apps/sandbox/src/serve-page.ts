import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/** Sends a file of the built page; `/` and paths without an extension get its index. */
export async function servePage(
  dir: string | undefined,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const raw = request.url.split('?')[0] ?? '/';
  if (dir === undefined || request.method !== 'GET' || raw.startsWith('/_sandbox')) return notFound(reply);
  try {
    // A request path is absolute, and normalising an absolute path never climbs above its root.
    const path = normalize(`/${decodeURIComponent(raw)}`);
    const name = extname(path) === '' ? 'index.html' : path;
    const bytes = await readFile(join(dir, name));
    return reply.type(types[extname(name)] ?? 'application/octet-stream').send(bytes);
  } catch {
    return notFound(reply);
  }
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ code: 'notFound', message: 'Not found. The control API is at /_sandbox/state.' });
}
