import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../log.ts';
import { type Server, type StartOptions, startServer } from '../start-server.ts';

/** What must never be read in a log or a reply. Every one of them is unlike anything else. */
export const SECRETS = {
  clientSecret: 'planted-client-secret-8f2c6d',
  token: 'plantedsigntoken4d7e1b',
  aesKey: 'plantedaeskeyplantedaeskeyplantedaeskey0001',
} as const;
export const CORP = 'dingserver';
export const PUBLIC_URL = 'https://baton.example.com';

export type TestServer = {
  server: Server;
  /** Every line that was logged, as it would stand on stdout. */
  logged(): string;
  /** A live session of a person made for it, without DingTalk. @returns its token */
  signedIn(userId: string): Promise<string>;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
};
type CallOptions = { token?: string; headers?: Record<string, string>; body?: unknown; raw?: string | FormData };
export type Answer = { status: number; headers: Headers; text: string; json: Record<string, unknown> | null };

/**
 * The whole server on an in-memory database, listening; no queue, and a DingTalk that nobody answers for.
 * @param options.env what differs from a complete configuration
 */
export async function openServer(
  options: Pick<StartOptions, 'pagesDir' | 'storage'> & { env?: Record<string, string> } = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-server-'));
  const lines: string[] = [];
  const env = { ...completeEnv(dataDir), ...options.env };
  const server = await startServer({
    env,
    clock: false,
    pagesDir: options.pagesDir ?? null,
    logger: createLogger('trace', { write: (line) => void lines.push(line) }),
    ...(options.storage ? { storage: options.storage } : {}),
  });
  const base = `http://127.0.0.1:${server.port}`;
  return {
    server,
    logged: () => lines.join(''),
    signedIn: (userId) => insertSession(server, userId),
    call: (method, path, how = {}) => send(`${base}${path}`, method, how),
    close: async () => {
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A complete configuration for this machine. Port 9 (discard) stands for a DingTalk that is away. */
export const completeEnv = (dataDir: string): Record<string, string> => ({
  PORT: '0',
  HOST: '127.0.0.1',
  PUBLIC_URL,
  DATA_DIR: dataDir,
  DATABASE_URL: 'pglite:memory',
  DINGTALK_CORP_ID: CORP,
  DINGTALK_CLIENT_ID: 'dingserverclient',
  DINGTALK_CLIENT_SECRET: SECRETS.clientSecret,
  DINGTALK_AGENT_ID: '2900000002',
  DINGTALK_ROBOT_CODE: 'dingserverclient',
  DINGTALK_TOKEN: SECRETS.token,
  DINGTALK_AES_KEY: SECRETS.aesKey,
  DINGTALK_API_URL: 'http://127.0.0.1:9',
  DINGTALK_OAPI_URL: 'http://127.0.0.1:9',
});

/** The rows that signing in leaves behind. One connection, so the company stays set for the statements that follow. */
async function insertSession({ deps }: Server, userId: string): Promise<string> {
  const token = `${CORP}.${randomBytes(32).toString('base64url')}`;
  const { run } = deps.db;
  const at = deps.now().toISOString();
  await run(`select set_config('app.corp_id', $1, false)`, [CORP]);
  await run(
    `insert into people (corp_id, user_id, union_id, name, title, dept_ids, seen_at)
     values ($1, $2, $2, $2, '设备工程师', '[]', $3)
     on conflict do nothing`,
    [CORP, userId, at],
  );
  await run(
    `insert into sessions (corp_id, token_hash, user_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $4, $5)`,
    [
      CORP,
      createHash('sha256').update(token).digest('hex'),
      userId,
      at,
      new Date(deps.now().getTime() + 3_600_000).toISOString(),
    ],
  );
  return token;
}

async function send(url: string, method: string, { token, headers, body, raw }: CallOptions): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(raw === undefined ? {} : { body: raw }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: asJson(text) };
}

function asJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The code of a refusal; fails when the reply is none. */
export function codeOf(answer: Answer): string {
  const error = answer.json?.error as { code?: unknown } | undefined;
  if (typeof error?.code !== 'string') throw new Error(`no refusal: ${answer.status} ${answer.text.slice(0, 200)}`);
  return error.code;
}
