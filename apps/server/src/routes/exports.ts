import { exportBody, exportReply, ROUTES } from '@baton/api';
import { AppError } from '@baton/core';
import { type Deps, linkExport, openExport, openPrintedExport } from '@baton/flows';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentDisposition } from './content-disposition.ts';
import { route } from './route.ts';

/** PDFs written at the same time. */
const PRINTED_AT_ONCE = 2;

/** Documents as a zip or as a PDF: a ticket that lives a minute, and the download behind it. */
export function exportRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'exportDocuments', { body: exportBody, reply: exportReply }, async ({ deps, session, body }) => {
    const { ticket } = await linkExport(deps, session, body);
    return { url: `/exports/${ticket}${body.as === 'pdf' ? '?as=pdf' : ''}` };
  });
  app.get<{ Params: { ticket: string }; Querystring: { as?: string } }>(
    ROUTES.readExport.path,
    async (request, reply) => {
      if (request.query.as === 'pdf') return sendPrinted(parts.deps(), request.params.ticket, reply);
      const { name, content } = await openExport(parts.deps(), request.params.ticket);
      return reply
        .type('application/zip')
        .header('content-disposition', contentDisposition(false, name))
        .header('cache-control', 'private, no-store')
        .send(content);
    },
  );

  /** Each takes a process of its own: the second of two waits for nobody, it comes back. */
  let printing = 0;
  async function sendPrinted(deps: Deps, ticket: string, reply: FastifyReply) {
    if (printing >= PRINTED_AT_ONCE) throw new AppError('rate_limited');
    printing += 1;
    try {
      const { name, bytes } = await openPrintedExport(deps, ticket);
      return await reply
        .type('application/pdf')
        .header('content-disposition', contentDisposition(false, name))
        .header('cache-control', 'private, no-store')
        .send(bytes);
    } finally {
      printing -= 1;
    }
  }
}
