import { TODAY_HEADER } from '@baton/api';
import { localDay } from '@baton/core';
import type { Deps } from '@baton/flows';
import type { FastifyInstance } from 'fastify';

/** Every reply says which day it is here: what is overdue must not hang on the clock of somebody's phone. */
export function sayToday(app: FastifyInstance, parts: { deps: () => Deps }): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header(TODAY_HEADER, localDay(parts.deps().now()));
    done();
  });
}
