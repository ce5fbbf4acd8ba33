// The process. Example: npx tsx --env-file=.env apps/server/src/main.ts
import { ConfigError } from './config.ts';
import { startServer } from './start-server.ts';

/** How long a stop may take before the process gives up waiting for what is in hand. */
const STOP_WITHIN_MS = 20_000;

try {
  const server = await startServer({ env: process.env });
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await server.close();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  // The operator reads this on a terminal: sentences, not a stack trace.
  console.error(error instanceof ConfigError ? error.message : `启动失败 (cannot start): ${(error as Error).message}`);
  process.exit(1);
}
