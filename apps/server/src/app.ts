import { type Deps, MAX_FILE_BYTES } from '@baton/flows';
import cors from '@fastify/cors';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { compressReplies } from './compress-replies.ts';
import type { Config } from './config.ts';
import { registerErrors } from './errors.ts';
import { registerSecurityHeaders } from './headers.ts';
import { coverageRoutes } from './routes/coverage.ts';
import { dingtalkEventRoutes, type OpenPush } from './routes/dingtalk-events.ts';
import { documentRoutes } from './routes/documents.ts';
import { exportRoutes } from './routes/exports.ts';
import { fileRoutes } from './routes/files.ts';
import { handoverRoutes } from './routes/handovers.ts';
import { healthRoutes, type Readiness } from './routes/health.ts';
import { importRoutes } from './routes/imports.ts';
import { inboxRoutes } from './routes/inbox.ts';
import { itemRoutes } from './routes/items.ts';
import { learningRoutes } from './routes/learning.ts';
import { pageRoutes } from './routes/pages.ts';
import { peopleRoutes } from './routes/people.ts';
import { questionRoutes } from './routes/questions.ts';
import { requestRoutes } from './routes/requests.ts';
import { searchRoutes } from './routes/search.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { sayToday } from './say-today.ts';
import { visitorOf } from './session.ts';

export type AppParts = {
  config: Config;
  deps: () => Deps;
  logger: FastifyBaseLogger;
  openPush: OpenPush;
  readiness: Readiness;
  /** Folder of the built pages; null serves none (tests of the API alone). */
  pagesDir: string | null;
};

/** Wires the HTTP side and does not listen. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.logger,
    bodyLimit: 1024 * 1024,
    trustProxy: parts.config.trustProxy,
    requestTimeout: 30_000,
    // One line a beat, written where it happens; a line per request would bury them.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  registerErrors(app);
  registerSecurityHeaders(app, parts.config);

  dingtalkEventRoutes(app, parts);
  healthRoutes(app, parts);
  // The doors of people; DingTalk's own door above must never meet their rate limit.
  void app.register((guarded, _options, done) => {
    void guarded.register(cors, {
      origin: parts.config.publicUrl,
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    });
    void guarded.register(rateLimit, {
      max: 600,
      timeWindow: '1 minute',
      keyGenerator: visitorOf,
    });
    compressReplies(guarded);
    sayToday(guarded, parts);
    // One byte beyond the limit: the parser cuts silently, and only who sees that byte knows that there was more.
    void guarded.register(multipart, { limits: { files: 1, fields: 0, fileSize: MAX_FILE_BYTES + 1 } });
    guarded.after(() => {
      for (const routes of [
        sessionRoutes,
        inboxRoutes,
        peopleRoutes,
        handoverRoutes,
        itemRoutes,
        requestRoutes,
        searchRoutes,
        documentRoutes,
        questionRoutes,
        fileRoutes,
        importRoutes,
        exportRoutes,
        learningRoutes,
        coverageRoutes,
      ])
        routes(guarded, parts);
    });
    done();
  });
  if (parts.pagesDir) pageRoutes(app, { ...parts, pagesDir: parts.pagesDir });
  await app.ready();
  return app;
}
