import { searchQuery, searchReply, suggestQuery, suggestReply } from '@baton/api';
import { type Deps, searchDocuments, suggestDocuments } from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { route } from './route.ts';

/** What positions know, found again: everybody among what they may read. */
export function searchRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'searchDocuments', { query: searchQuery, reply: searchReply }, ({ deps, session, query }) =>
    searchDocuments(deps, session, query),
  );
  route(app, parts, 'suggestDocuments', { query: suggestQuery, reply: suggestReply }, ({ deps, session, query }) =>
    suggestDocuments(deps, session, query),
  );
}
