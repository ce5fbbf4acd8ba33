import {
  createBody,
  editBody,
  handoverView,
  id,
  listQuery,
  listReply,
  nudgeBody,
  releaseBody,
  versionBody,
  withdrawBody,
} from '@baton/api';
import {
  type Deps,
  editHandover,
  launchHandover,
  listHandovers,
  nudgeBlocker,
  openHandover,
  readHandover,
  reinstateHandover,
  releaseHandover,
  withdrawHandover,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';

const params = z.object({ id });

/** 交接单: HR's list, one case, and what can be done with it. */
export function handoverRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'listHandovers', { query: listQuery, reply: listReply }, ({ deps, session, query }) =>
    listHandovers(deps, session, query),
  );
  route(
    app,
    parts,
    'createHandover',
    { body: createBody, reply: handoverView },
    async ({ deps, session, body, reply }) => {
      const { handoverId } = await openHandover(deps, session, body);
      reply.status(201);
      return readHandover(deps, session, { handoverId });
    },
  );
  route(app, parts, 'readHandover', { params, reply: handoverView }, ({ deps, session, params }) =>
    readHandover(deps, session, { handoverId: params.id }),
  );
  route(
    app,
    parts,
    'editHandover',
    { params, body: editBody, reply: handoverView },
    async ({ deps, session, params, body }) => {
      await editHandover(deps, session, { handoverId: params.id, ...body });
      return readHandover(deps, session, { handoverId: params.id });
    },
  );
  const acts = {
    launchHandover: { body: versionBody, run: launchHandover },
    reinstateHandover: { body: versionBody, run: reinstateHandover },
    withdrawHandover: { body: withdrawBody, run: withdrawHandover },
    releaseHandover: { body: releaseBody, run: releaseHandover },
  } as const;
  for (const name of Object.keys(acts) as (keyof typeof acts)[]) {
    const { body, run } = acts[name];
    route(app, parts, name, { params, body, reply: handoverView }, async ({ deps, session, params, body }) => {
      await (run as (deps: Deps, session: unknown, input: unknown) => Promise<unknown>)(deps, session, {
        handoverId: params.id,
        ...body,
      });
      return readHandover(deps, session, { handoverId: params.id });
    });
  }
  route(
    app,
    parts,
    'nudgeHandover',
    { params, body: nudgeBody, reply: z.object({}) },
    async ({ deps, session, params, body }) => {
      await nudgeBlocker(deps, session, { handoverId: params.id, userId: body.userId });
      deps.nudge('deliver-notices');
      return {};
    },
  );
}
