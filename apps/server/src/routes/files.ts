import { Readable } from 'node:stream';
import { documentLinksBody, documentLinksReply, fileLinkReply, fileView, id, ROUTES } from '@baton/api';
import { attachDocumentFile, attachFile, type Deps, linkDocumentFiles, linkFile, openFile } from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { contentDisposition } from './content-disposition.ts';
import { oneOfFew } from './one-of-few.ts';
import { oneUpload } from './one-upload.ts';
import { route } from './route.ts';

const params = z.object({ id });
/** Uploads of one person at the same time. */
const UPLOADS_AT_ONCE = 4;

/** Files of items and documents. Uploaded there, served by a ticket that lives a minute: a link in a chat is worth nothing. */
export function fileRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  const few = oneOfFew(UPLOADS_AT_ONCE);
  route(app, parts, 'uploadFile', { params, reply: fileView }, async ({ deps, session, params, request, reply }) => {
    const { name, bytes } = await oneUpload(request);
    const upload = { itemId: params.id, name, bytes };
    const file = await few(session, () => attachFile(deps, session, upload));
    reply.status(201);
    return file;
  });
  route(app, parts, 'linkFile', { params, reply: fileLinkReply }, async ({ deps, session, params }) => {
    const { ticket } = await linkFile(deps, session, { fileId: params.id });
    return { url: `/files/${ticket}` };
  });
  route(
    app,
    parts,
    'uploadDocumentFile',
    { params, reply: fileView },
    async ({ deps, session, params, request, reply }) => {
      const { name, bytes } = await oneUpload(request);
      const file = await few(session, () => attachDocumentFile(deps, session, { documentId: params.id, name, bytes }));
      reply.status(201);
      return file;
    },
  );
  route(
    app,
    parts,
    'linkDocumentFiles',
    { params, body: documentLinksBody, reply: documentLinksReply },
    async ({ deps, session, params, body }) => {
      const links = await linkDocumentFiles(deps, session, { documentId: params.id, fileIds: body.fileIds });
      return { links: links.map(({ fileId, ticket }) => ({ fileId, url: `/files/${ticket}` })) };
    },
  );
  app.get<{ Params: { ticket: string } }>(ROUTES.readFile.path, async (request, reply) => {
    const file = await openFile(parts.deps(), request.params.ticket);
    return reply
      .type(file.mediaType)
      .header('content-length', file.bytes)
      .header('content-disposition', contentDisposition(file.inline, file.name))
      .header('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'")
      .header('cache-control', 'private, no-store')
      .send(Readable.from(file.content));
  });
}
