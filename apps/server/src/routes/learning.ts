import {
  confirmReadingBody,
  foreseenPath,
  id,
  learningQuery,
  learningReply,
  putOnPathBody,
  readingPathBody,
  readingPathParams,
  readingPathView,
  readingState,
  readingStepBody,
  readingStepParams,
} from '@baton/api';
import {
  changeReadingPath,
  confirmReading,
  type Deps,
  finishReadingStep,
  foreseePath,
  putOnPath,
  readLearning,
  readReadingPath,
  readReadingState,
  takeOffPath,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';

const params = z.object({ id });

/** Reading paths: one's own, those of one's people, and what a position's newcomers read. */
export function learningRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'readLearning', { query: learningQuery, reply: learningReply }, ({ deps, session, query }) =>
    readLearning(deps, session, query),
  );
  route(
    app,
    parts,
    'finishReadingStep',
    { params: readingStepParams, body: readingStepBody, reply: learningReply },
    async ({ deps, session, params, body }) => {
      await finishReadingStep(deps, session, { readingId: params.id, stepKey: params.key, ...body });
      return readLearning(deps, session, { of: 'me' });
    },
  );
  route(app, parts, 'readReadingState', { params, reply: readingState }, ({ deps, session, params }) =>
    readReadingState(deps, session, { documentId: params.id }),
  );
  route(
    app,
    parts,
    'confirmReading',
    { params, body: confirmReadingBody, reply: readingState },
    async ({ deps, session, params, body }) => {
      await confirmReading(deps, session, { documentId: params.id, ...body });
      return readReadingState(deps, session, { documentId: params.id });
    },
  );
  route(
    app,
    parts,
    'readReadingPath',
    { params: readingPathParams, reply: readingPathView },
    ({ deps, session, params }) => readReadingPath(deps, session, { positionKey: params.key }),
  );
  route(
    app,
    parts,
    'changeReadingPath',
    { params: readingPathParams, body: readingPathBody, reply: readingPathView },
    async ({ deps, session, params, body }) => {
      await changeReadingPath(deps, session, { positionKey: params.key, ...body });
      return readReadingPath(deps, session, { positionKey: params.key });
    },
  );
  route(
    app,
    parts,
    'foreseePath',
    { params: readingPathParams, query: putOnPathBody, reply: foreseenPath },
    ({ deps, session, params, query }) => foreseePath(deps, session, { positionKey: params.key, ...query }),
  );
  route(
    app,
    parts,
    'putOnPath',
    { params: readingPathParams, body: putOnPathBody, reply: learningReply },
    async ({ deps, session, params, body }) => {
      await putOnPath(deps, session, { positionKey: params.key, ...body });
      return readLearning(deps, session, { of: 'team' });
    },
  );
  route(app, parts, 'takeOffPath', { params, reply: learningReply }, async ({ deps, session, params }) => {
    await takeOffPath(deps, session, { readingId: params.id });
    return readLearning(deps, session, { of: 'team' });
  });
}
