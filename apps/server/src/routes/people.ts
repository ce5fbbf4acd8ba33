import { jsapiQuery, jsapiReply, peopleQuery, peopleReply, positionsReply } from '@baton/api';
import { type Deps, findPeople, listPositions, signPage } from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { route } from './route.ts';

/** Colleagues to pick from, positions, and the signature that dd.config wants. */
export function peopleRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'people', { query: peopleQuery, reply: peopleReply }, async ({ deps, session, query }) => ({
    people: await findPeople(deps, session, query),
  }));
  route(app, parts, 'positions', { reply: positionsReply }, async ({ deps, session }) => ({
    positions: await listPositions(deps, session),
  }));
  route(app, parts, 'jsapiSignature', { query: jsapiQuery, reply: jsapiReply }, ({ deps, session, query }) =>
    signPage(deps, session, query),
  );
}
