import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '@baton/core';
import { type Connection, schema, type Tx, withCorp } from '@baton/db';
import { createTestDatabase } from '@baton/db/testing';
import { createDingtalkClient, openEnvelope, sealEnvelope } from '@baton/dingtalk';
import {
  acceptPush,
  createCallLedger,
  type Deps,
  processInbox,
  seedCorp,
  setRoleHolders,
  syncDirectory,
} from '@baton/flows';
import { type Sandbox, startSandbox } from '@baton/sandbox';
import { engine } from '../../house/fresh-database.ts';
import { type MovableClock, movableClock } from '../../house/movable-clock.ts';
import { APP } from '../../house/start-house.ts';

/** The verbs around one local DingTalk and one database, without server, queue and pages: for stories of events. */
export type Flows = {
  deps: Deps;
  corpId: string;
  dingtalk: Sandbox;
  clock: MovableClock;
  /** Pushes out, events handled, until neither has anything due. */
  settle(): Promise<void>;
  /** What a table holds of the corp. */
  read<T>(query: (tx: Tx) => Promise<T>): Promise<T>;
  /** Warnings and errors that were logged, by their `event` field. */
  logged: string[];
  close(): Promise<void>;
};

/** Who fills which role in the believable company. */
export const ROLES = {
  hr: ['chenjing'],
  hr_lead: ['chenjing'],
  it: ['zhaolei'],
  finance: ['sunli'],
  finance_lead: ['sunli'],
  admin_office: ['zhoumin'],
  general_manager: ['liuzhenhua'],
  quality: ['luoyan'],
  planning: ['wupeng'],
  warehouse: ['liangbo'],
  safety: ['macheng', 'wupeng'],
  legal: ['gaoyun'],
  audit: ['sunli'],
} as const;

/**
 * @param options.walk false: the directory was never read
 * @param options.roles false: nobody fills HR, IT …
 */
export async function openFlows(options: { walk?: boolean; roles?: boolean; start?: string } = {}): Promise<Flows> {
  const { corpId } = APP;
  const clock = movableClock(options.start ?? '2026-03-02T02:07:00.000Z');
  const connection: Connection = await createTestDatabase(
    engine === 'postgres' ? 'postgres' : 'pglite',
    process.env.TEST_DATABASE_URL,
  );
  const dingtalk = await startSandbox({ app: APP, clock, autoPush: false });
  const logged: string[] = [];
  const note = (fields: Record<string, unknown>) => {
    logged.push(String(fields.event ?? ''));
    if (process.env.STORY_LOG) console.error(fields);
  };
  const log = { info: () => {}, warn: note, error: note };
  const client = createDingtalkClient({
    ...APP,
    apiUrl: dingtalk.url,
    oapiUrl: dingtalk.url,
    now: clock.now,
    ledger: createCallLedger({ db: connection.db, now: clock.now, log }, corpId),
    timeoutMs: 2_000,
    log,
  });
  const deps: Deps = {
    db: connection.db,
    dingtalkFor: () => client,
    now: clock.now,
    log,
    nudge: () => {},
    storage: {
      put: () => Promise.reject(new Error('no files here')),
      get: () => Promise.reject(new Error('no files here')),
      remove: async () => {},
    },
    stopping: new AbortController().signal,
    publicUrl: 'http://127.0.0.1:1',
    clientIdFor: () => APP.clientId,
    agentIdFor: () => APP.agentId,
  };
  await seedCorp(deps, corpId);
  if (options.walk !== false) await syncDirectory(deps, corpId);
  if (options.roles !== false) await setRoleHolders(deps, corpId, ROLES);
  const intake = await receivePushes(deps, corpId);
  dingtalk.control.settings({ pushUrl: intake.url });
  return {
    deps,
    corpId,
    dingtalk,
    clock,
    logged,
    settle: async () => {
      await dingtalk.control.flushPushes();
      await processInbox(deps, corpId);
    },
    read: (query) => withCorp(connection.db, corpId, query),
    close: async () => {
      const broken = dingtalk.control.violations();
      await intake.close();
      await dingtalk.close();
      await connection.close();
      if (broken.length > 0) throw new Error(`contract broken: ${JSON.stringify(broken)}`);
    },
  };
}

/** The event door, as thin as it can be: open, store, answer sealed. */
async function receivePushes(deps: Deps, corpId: string): Promise<{ url: string; close(): Promise<void> }> {
  const keys = { token: APP.token, aesKey: APP.aesKey, ownerKeys: [APP.clientId, corpId] };
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    try {
      const { encrypt } = JSON.parse(Buffer.concat(chunks).toString()) as { encrypt: string };
      const text = openEnvelope(keys, {
        signature: query.get('msg_signature') ?? query.get('signature') ?? '',
        timestamp: query.get('timestamp') ?? '',
        nonce: query.get('nonce') ?? '',
        encrypt,
      });
      await acceptPush(deps, { corpId, text, source: 'push' });
      const timestamp = String(deps.now().getTime());
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(sealEnvelope(keys, 'success', { timestamp, nonce: 'storynonce' })));
    } catch (error) {
      response.statusCode = error instanceof AppError ? 400 : 500;
      response.end('{}');
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** All cases, items with signers, and notices, as a test compares them. */
export async function snapshot(flows: Flows) {
  return flows.read(async (tx) => ({
    cases: await tx.select().from(schema.handovers),
    items: await tx.select().from(schema.items).orderBy(schema.items.position),
    signers: await tx.select().from(schema.confirmations).orderBy(schema.confirmations.slot),
    notices: await tx.select().from(schema.notices).orderBy(schema.notices.dedupeKey),
    history: await tx.select().from(schema.history).orderBy(schema.history.at),
    events: await tx.select().from(schema.events).orderBy(schema.events.receivedAt),
  }));
}
