import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { guardControl } from './guard.ts';

/** Listeners of `GET /_sandbox/live`; `changed` tells them all, many changes in one tick as one. */
export type Live = { changed(): void; close(): void };

/** Server-sent events: `event: changed` whenever anything did. The guard of the control API applies. */
export function serveLive(app: FastifyInstance): Live {
  const listeners = new Set<ServerResponse>();
  let scheduled = false;
  app.get('/_sandbox/live', { onRequest: guardControl }, (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
    });
    reply.raw.write('event: changed\ndata: {}\n\n');
    listeners.add(reply.raw);
    request.raw.on('close', () => listeners.delete(reply.raw));
  });
  return {
    changed: () => {
      if (scheduled || listeners.size === 0) return;
      scheduled = true;
      setImmediate(() => {
        scheduled = false;
        for (const listener of listeners) listener.write('event: changed\ndata: {}\n\n');
      });
    },
    close: () => {
      for (const listener of listeners) listener.end();
      listeners.clear();
    },
  };
}
