import { exportBody, exportReply, ROUTES } from '@baton/api';
import { type Deps, linkExport, openExport } from '@baton/flows';
import type { FastifyInstance } from 'fastify';
import { contentDisposition } from './content-disposition.ts';
import { route } from './route.ts';

/** Documents as a zip: a ticket that lives a minute, and the download behind it. */
export function exportRoutes(app: FastifyInstance, parts: { deps: () => Deps }): void {
  route(app, parts, 'exportDocuments', { body: exportBody, reply: exportReply }, async ({ deps, session, body }) => {
    const { ticket } = await linkExport(deps, session, body);
    return { url: `/exports/${ticket}` };
  });
  app.get<{ Params: { ticket: string } }>(ROUTES.readExport.path, async (request, reply) => {
    const { name, content } = await openExport(parts.deps(), request.params.ticket);
    return reply
      .type('application/zip')
      .header('content-disposition', contentDisposition(false, name))
      .header('cache-control', 'private, no-store')
      .send(content);
  });
}
