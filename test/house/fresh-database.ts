import { randomUUID } from 'node:crypto';
import postgres from 'postgres';

export type FreshDatabase = { url: string; drop(): Promise<void> };

/** The engine that this run of the stories is about. */
export const engine = process.env.BATON_ENGINE === 'postgres' ? 'postgres' : 'embedded';

/**
 * An empty database of the engine under test: in memory, or a new one on the server of TEST_DATABASE_URL.
 * @throws Error when the PostgreSQL stories run without TEST_DATABASE_URL: never a silent fall-back
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  if (engine === 'embedded') return { url: 'pglite:memory', drop: async () => {} };
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error('TEST_DATABASE_URL is not set: run the stories through `npm test`');
  const name = `baton_${randomUUID().replaceAll('-', '')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: async () => {
      const again = postgres(server, { max: 1, onnotice: () => {} });
      await again.unsafe(`drop database if exists ${name} with (force)`);
      await again.end();
    },
  };
}
