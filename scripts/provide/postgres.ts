import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';
import type { Provided, Provider } from './provided.ts';
import { endProcess } from './run-command.ts';
import { waitUntil } from './wait-until.ts';

/** PostgreSQL: TEST_DATABASE_URL, else a private cluster on a free port that is gone afterwards. */
export const postgresProvider: Provider = {
  name: 'PostgreSQL',
  aptPackages: ['postgresql'],
  elsewhere: 'install PostgreSQL 15 or newer so that initdb is on PATH, or set TEST_DATABASE_URL to a superuser URL',
  async provide() {
    const url = process.env.TEST_DATABASE_URL;
    if (url) {
      await answers(url);
      return { env: { TEST_DATABASE_URL: url }, origin: 'TEST_DATABASE_URL', close: async () => {} };
    }
    const initdb = findProgram(['initdb']);
    return initdb === null ? null : await startCluster(dirname(initdb));
  },
};

async function answers(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    await sql`select 1`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** PostgreSQL refuses to run as root; root lends it another user of the machine. */
function userToRunAs(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout.trim());
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL cannot run as root and this machine has neither a postgres nor a nobody user');
}

async function startCluster(bin: string): Promise<Provided> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-postgres-'));
  const data = join(folder, 'data');
  const logFile = join(folder, 'log');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(18).toString('base64url');
  const user = userToRunAs();
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(passwordFile, password, { mode: 0o600 });
    if (user) {
      for (const path of [folder, data, passwordFile]) chownSync(path, user.uid, user.gid);
      chmodSync(folder, 0o700);
    }
    // No group of root's goes along: Node drops the supplementary groups when it changes the user.
    const asUser = { ...user, cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' } };
    const init = spawnSync(
      join(bin, 'initdb'),
      ['-D', data, '-U', 'baton', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--no-locale', '-N'],
      { ...asUser, encoding: 'utf8' },
    );
    if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? init.stderr}`);

    const port = await freePort();
    const log = openSync(logFile, 'a');
    // The data is thrown away, so nothing waits for the disk. Loopback only, no socket file.
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: 200,
    };
    const child = spawn(
      join(bin, 'postgres'),
      ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...asUser, stdio: ['ignore', log, log], detached: true },
    );
    closeSync(log);
    const url = `postgres://baton:${password}@127.0.0.1:${port}/postgres`;
    const close = async () => {
      await endProcess(child, 'SIGINT', 'process');
      remove();
    };
    try {
      await waitUntil(
        () => answers(url),
        () => child.exitCode === null,
      );
    } catch (error) {
      const said = readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n');
      await close();
      throw new Error(`PostgreSQL of ${bin} does not start: ${(error as Error).message}\n${said}`);
    }
    return { env: { TEST_DATABASE_URL: url }, origin: `${bin}, a private cluster`, close };
  } catch (error) {
    remove();
    throw error;
  }
}
