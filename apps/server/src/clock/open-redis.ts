import type { ConnectionOptions } from 'bullmq';
import { startEmbeddedValkey } from './embedded-valkey.ts';

/**
 * Where the queue connects: the given Redis, or Valkey inside this process.
 * @param redisUrl `redis://[user:password@]host[:port][/db]`, `rediss://…` for TLS; null: embedded
 */
export async function openRedis(
  redisUrl: string | null,
): Promise<{ connection: ConnectionOptions; close(): Promise<void> }> {
  if (redisUrl === null) {
    const { host, port, password, stop } = await startEmbeddedValkey();
    return { connection: { host, port, password, maxRetriesPerRequest: null }, close: stop };
  }
  const url = new URL(redisUrl);
  const connection = {
    host: url.hostname,
    port: Number(url.port || 6379),
    ...(url.username ? { username: decodeURIComponent(url.username) } : {}),
    ...(url.password ? { password: decodeURIComponent(url.password) } : {}),
    ...(url.pathname.length > 1 ? { db: Number(url.pathname.slice(1)) } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
    maxRetriesPerRequest: null,
  };
  return { connection, close: async () => {} };
}
