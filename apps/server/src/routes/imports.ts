import {
  id,
  importFilesQuery,
  importFilesReply,
  importSettingsBody,
  importsReply,
  importView,
  startImportBody,
} from '@baton/api';
import { ZIP_LIMITS } from '@baton/core';
import {
  createImport,
  type Deps,
  discardImport,
  listImportFiles,
  listImports,
  readImport,
  scanImport,
  setImportFiles,
  startImport,
  uploadImport,
} from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { oneOfFew } from './one-of-few.ts';
import { oneUpload } from './one-upload.ts';
import { route } from './route.ts';

const params = z.object({ id });
const reply = importView;
/** Uploads of one person at the same time; each may be a hundred megabytes. */
const UPLOADS_AT_ONCE = 2;

/** Bringing documents in: put together, looked through, corrected, started; the work itself is the clock's. */
export function importRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  const few = oneOfFew(UPLOADS_AT_ONCE);
  route(app, parts, 'createImport', { reply }, ({ deps, session, reply: answer }) => {
    answer.status(201);
    return createImport(deps, session);
  });
  route(app, parts, 'listImports', { reply: importsReply }, ({ deps, session }) => listImports(deps, session));
  route(app, parts, 'readImport', { params, reply }, ({ deps, session, params }) =>
    readImport(deps, session, { importId: params.id }),
  );
  route(app, parts, 'uploadImport', { params, reply }, async ({ deps, session, params, request }) => {
    const { name, bytes } = await oneUpload(request, { fileSize: ZIP_LIMITS.uploadBytes + 1 });
    return few(session, () => uploadImport(deps, session, { importId: params.id, name, bytes }));
  });
  route(app, parts, 'scanImport', { params, reply }, ({ deps, session, params }) =>
    scanImport(deps, session, { importId: params.id }),
  );
  route(
    app,
    parts,
    'listImportFiles',
    { params, query: importFilesQuery, reply: importFilesReply },
    ({ deps, session, params, query }) => listImportFiles(deps, session, { importId: params.id, ...query }),
  );
  route(app, parts, 'setImportFiles', { params, body: importSettingsBody, reply }, ({ deps, session, params, body }) =>
    setImportFiles(deps, session, { importId: params.id, ...body }),
  );
  route(app, parts, 'startImport', { params, body: startImportBody, reply }, ({ deps, session, params, body }) =>
    startImport(deps, session, { importId: params.id, ...body }),
  );
  route(app, parts, 'discardImport', { params, reply }, ({ deps, session, params }) =>
    discardImport(deps, session, { importId: params.id }),
  );
}
