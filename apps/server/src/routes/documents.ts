import {
  compareQuery,
  compareReply,
  createDocumentBody,
  documentDraftBody,
  documentPeopleBody,
  documentQuery,
  documentReasonBody,
  documentSettingsBody,
  documentsReply,
  documentTasksReply,
  documentView,
  flagDocumentsBody,
  flagDocumentsReply,
  id,
  publishDocumentBody,
  restoreVersionBody,
  submitDocumentBody,
  versionBody,
  versionParams,
  versionView,
} from '@baton/api';
import {
  changeDocumentPeople,
  changeDocumentSettings,
  compareVersions,
  createDocument,
  type Deps,
  discardDocumentDraft,
  flagDocuments,
  listDocuments,
  listDocumentTasks,
  obsoleteDocument,
  publishDocument,
  readDocument,
  readDocumentVersion,
  rejectDocument,
  restoreVersion,
  reviveDocument,
  type Session,
  saveDocumentDraft,
  submitDocument,
  verifyDocument,
  withdrawDocument,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { route } from './route.ts';

const params = z.object({ id });

/** What positions know: documents, their versions, and every verb on them. Each verb answers with the document as it is now. */
export function documentRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'listDocuments', { query: documentQuery, reply: documentsReply }, ({ deps, session, query }) =>
    listDocuments(deps, session, query),
  );
  route(app, parts, 'listDocumentTasks', { reply: documentTasksReply }, ({ deps, session }) =>
    listDocumentTasks(deps, session),
  );
  route(
    app,
    parts,
    'createDocument',
    { body: createDocumentBody, reply: documentView },
    async ({ deps, session, body, reply }) => {
      const { documentId } = await createDocument(deps, session, body);
      reply.status(201);
      return readDocument(deps, session, { documentId });
    },
  );
  route(
    app,
    parts,
    'flagDocuments',
    { body: flagDocumentsBody, reply: flagDocumentsReply },
    ({ deps, session, body }) => flagDocuments(deps, session, body),
  );
  route(app, parts, 'readDocument', { params, reply: documentView }, ({ deps, session, params }) =>
    readDocument(deps, session, { documentId: params.id }),
  );
  route(
    app,
    parts,
    'compareVersions',
    { params, query: compareQuery, reply: compareReply },
    ({ deps, session, params, query }) => compareVersions(deps, session, { documentId: params.id, ...query }),
  );
  route(app, parts, 'readDocumentVersion', { params: versionParams, reply: versionView }, ({ deps, session, params }) =>
    readDocumentVersion(deps, session, { documentId: params.id, number: params.number }),
  );
  verb(app, parts, 'saveDocumentDraft', documentDraftBody, saveDocumentDraft);
  verb(app, parts, 'discardDocumentDraft', versionBody, discardDocumentDraft);
  verb(app, parts, 'submitDocument', submitDocumentBody, submitDocument);
  verb(app, parts, 'withdrawDocument', versionBody, withdrawDocument);
  verb(app, parts, 'rejectDocument', documentReasonBody, rejectDocument);
  verb(app, parts, 'publishDocument', publishDocumentBody, publishDocument);
  verb(app, parts, 'verifyDocument', versionBody, verifyDocument);
  verb(app, parts, 'obsoleteDocument', documentReasonBody, obsoleteDocument);
  verb(app, parts, 'reviveDocument', versionBody, reviveDocument);
  verb(app, parts, 'restoreVersion', restoreVersionBody, restoreVersion);
  verb(app, parts, 'changeDocumentPeople', documentPeopleBody, changeDocumentPeople);
  verb(app, parts, 'changeDocumentSettings', documentSettingsBody, changeDocumentSettings);
}

type VerbName =
  | 'saveDocumentDraft'
  | 'discardDocumentDraft'
  | 'restoreVersion'
  | 'changeDocumentPeople'
  | 'changeDocumentSettings'
  | `${'submit' | 'withdraw' | 'reject' | 'publish' | 'verify' | 'obsolete' | 'revive'}Document`;

function verb<B extends z.ZodType<object>>(
  app: FastifyInstance,
  parts: { deps: () => Deps },
  name: VerbName,
  body: B,
  run: (deps: Deps, session: Session, input: { documentId: string } & z.output<B>) => Promise<unknown>,
): void {
  route(app, parts, name, { params, body, reply: documentView }, async (input) => {
    const { deps, session } = input;
    const documentId = (input.params as z.output<typeof params>).id;
    await run(deps, session, { documentId, ...(input.body as z.output<B>) });
    return readDocument(deps, session, { documentId });
  });
}
