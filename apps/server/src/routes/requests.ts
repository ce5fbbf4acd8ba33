import { answerRequestBody, id, reasonBody, requestBody, requestsReply } from '@baton/api';
import {
  answerDocumentRequest,
  type Deps,
  declineDocumentRequest,
  listDocumentRequests,
  requestDocument,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';

const params = z.object({ id });
const reply = requestsReply;

/** 「还没有人写过」. Each verb answers with all requests of the person asking, as they are now. */
export function requestRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'listDocumentRequests', { reply }, ({ deps, session }) => listDocumentRequests(deps, session));
  route(app, parts, 'requestDocument', { body: requestBody, reply }, async ({ deps, session, body }) => {
    await requestDocument(deps, session, body);
    return listDocumentRequests(deps, session);
  });
  route(
    app,
    parts,
    'answerDocumentRequest',
    { params, body: answerRequestBody, reply },
    async ({ deps, session, params, body }) => {
      await answerDocumentRequest(deps, session, { requestId: params.id, ...body });
      return listDocumentRequests(deps, session);
    },
  );
  route(
    app,
    parts,
    'declineDocumentRequest',
    { params, body: reasonBody, reply },
    async ({ deps, session, params, body }) => {
      await declineDocumentRequest(deps, session, { requestId: params.id, ...body });
      return listDocumentRequests(deps, session);
    },
  );
}
