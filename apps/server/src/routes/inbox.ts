import { inboxReply } from '@baton/api';
import { type Deps, readInbox } from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { route } from './route.ts';

/** 我的待办 */
export function inboxRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'inbox', { reply: inboxReply }, ({ deps, session }) => readInbox(deps, session));
}
