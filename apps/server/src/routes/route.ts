import { ROUTES, type RouteName } from '@baton/api';
import type { Deps, Session } from '@baton/flows';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodType, z } from 'zod';
import { requireSession } from '../session.ts';
import { toJson } from './to-json.ts';

type Schemas = { params?: ZodType; query?: ZodType; body?: ZodType; reply: ZodType };
type Input<S extends Schemas, K extends keyof S> = S[K] extends ZodType ? z.output<S[K]> : undefined;
export type Handled<S extends Schemas> = {
  deps: Deps;
  session: Session;
  params: Input<S, 'params'>;
  query: Input<S, 'query'>;
  body: Input<S, 'body'>;
  request: FastifyRequest;
  reply: FastifyReply;
};

/**
 * Registers one route of the contract: session first, then validated input, then the handler; the reply passes through
 * its schema, which strips what is not listed. Instants become ISO text on the way out.
 */
export function route<S extends Schemas>(
  app: FastifyInstance,
  parts: { deps: () => Deps },
  name: RouteName,
  schemas: S,
  handle: (input: Handled<S>) => Promise<unknown>,
): void {
  const { method, path } = ROUTES[name];
  const sessions = new WeakMap<FastifyRequest, Session>();
  app.route({
    method,
    url: path,
    schema: {
      ...(schemas.params ? { params: schemas.params } : {}),
      ...(schemas.query ? { querystring: schemas.query } : {}),
      ...(schemas.body ? { body: schemas.body } : {}),
      response: { '2xx': schemas.reply },
    },
    // After the rate limit, which is an onRequest hook added behind the route's own; before the body is read: a stranger
    // learns nothing about what a route accepts.
    preParsing: async (request, _reply, payload) => {
      sessions.set(request, await requireSession(parts.deps(), request));
      return payload;
    },
    handler: async (request, reply) =>
      toJson(
        await handle({
          deps: parts.deps(),
          session: sessions.get(request) as Session,
          params: request.params as Input<S, 'params'>,
          query: request.query as Input<S, 'query'>,
          body: request.body as Input<S, 'body'>,
          request,
          reply,
        }),
      ),
  });
}
