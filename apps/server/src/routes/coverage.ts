import {
  addResponsibilityBody,
  changeResponsibilityBody,
  coverageReply,
  doerParams,
  id,
  positionParams,
  responsibilitiesReply,
  verifyDoerBody,
  versionBody,
} from '@baton/api';
import {
  addResponsibility,
  changeResponsibility,
  type Deps,
  readCoverage,
  readResponsibilities,
  retireResponsibility,
  verifyDoer,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';

const params = z.object({ id });
const reply = responsibilitiesReply;

/** What positions are responsible for, who can do it, and what is missing. Every verb answers with the position's list. */
export function coverageRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'readCoverage', { reply: coverageReply }, ({ deps, session }) => readCoverage(deps, session));
  route(app, parts, 'readResponsibilities', { params: positionParams, reply }, ({ deps, session, params: { key } }) =>
    readResponsibilities(deps, session, { positionKey: key }),
  );
  route(
    app,
    parts,
    'addResponsibility',
    { params: positionParams, body: addResponsibilityBody, reply },
    async ({ deps, session, params: { key }, body }) =>
      readResponsibilities(deps, session, await addResponsibility(deps, session, { positionKey: key, ...body })),
  );
  route(
    app,
    parts,
    'changeResponsibility',
    { params, body: changeResponsibilityBody, reply },
    async ({ deps, session, params: { id: responsibilityId }, body }) =>
      readResponsibilities(deps, session, await changeResponsibility(deps, session, { id: responsibilityId, ...body })),
  );
  route(
    app,
    parts,
    'retireResponsibility',
    { params, body: versionBody, reply },
    async ({ deps, session, params: { id: responsibilityId }, body: { version } }) =>
      readResponsibilities(deps, session, await retireResponsibility(deps, session, { id: responsibilityId, version })),
  );
  route(
    app,
    parts,
    'verifyDoer',
    { params: doerParams, body: verifyDoerBody, reply },
    async ({ deps, session, params: doer, body }) =>
      readResponsibilities(deps, session, await verifyDoer(deps, session, { ...doer, ...body })),
  );
}
