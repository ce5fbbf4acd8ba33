import type { FastifyInstance } from 'fastify';

/** Each part either answers or rejects; a slow one counts as down. */
export type Readiness = Record<'database' | 'redis', () => Promise<unknown>>;

const PATIENCE_MS = 2000;

/** `/healthz`: the process lives. `/readyz`: it can work (database and Redis answer). */
export function healthRoutes(app: FastifyInstance, parts: { readiness: Readiness }): void {
  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    const checks = await Promise.all(
      Object.entries(parts.readiness).map(async ([name, check]) => [name, await answers(check)] as const),
    );
    const ok = checks.every(([, up]) => up);
    return reply
      .status(ok ? 200 : 503)
      .send({ ok, ...Object.fromEntries(checks.map(([name, up]) => [name, up ? 'up' : 'down'])) });
  });
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS);
  });
  try {
    return await Promise.race([check().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
