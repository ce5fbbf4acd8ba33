import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@baton/core';
import { connect } from '@baton/db';
import { createDingtalkClient, openEnvelopeWithOwner, sealEnvelope } from '@baton/dingtalk';
import { createCallLedger, type Deps, type FileStorage, listCorpIds, seedCorp } from '@baton/flows';
import type { Config } from './config.ts';
import type { OpenPush } from './routes/dingtalk-events.ts';
import { diskStorage } from './storage/disk.ts';
import { s3Storage } from './storage/s3.ts';

/** The parts of a running Baton, without HTTP and queue: what the server, scripts and stories share. */
export type Parts = {
  deps: Deps;
  openPush: OpenPush;
  corpIds(): Promise<string[]>;
  /** Rejects when the database does not answer. */
  pingDatabase(): Promise<unknown>;
  engine: string;
  close(): Promise<void>;
};

/**
 * The composition root: the only file that constructs database and DingTalk client and knows both. Brings the schema
 * up to date and makes sure that the configured company exists.
 * @param options.nudge how to ask the clock for a job; without a clock, nothing
 * @param options.stopping aborted when long jobs are to end; without it they never are
 * @throws Error when the database cannot be reached or migrated
 */
export async function compose(options: {
  config: Config;
  now: () => Date;
  log: Deps['log'];
  nudge?: Deps['nudge'];
  stopping?: AbortSignal;
  storage?: FileStorage | undefined;
  dump?: Blob | undefined;
}): Promise<Parts> {
  const { config, now, log } = options;
  await mkdir(config.dataDir, { recursive: true });
  const connection = await connect(config.databaseUrl, options.dump ? { dump: options.dump } : {});
  try {
    await connection.migrate();
    const { corpId, clientId, agentId } = config.dingtalk;
    const ledger = createCallLedger({ db: connection.db, now, log }, corpId);
    const dingtalk = createDingtalkClient({ ...config.dingtalk, now, ledger, log });
    const ours = <T>(value: T) => {
      // Another company's rows may lie in the same database; its people must never be asked of our DingTalk.
      return (asked: string): T => {
        if (asked !== corpId) throw new AppError('unknown_corp');
        return value;
      };
    };
    const deps: Deps = {
      db: connection.db,
      dingtalkFor: ours(dingtalk),
      now,
      log,
      nudge: options.nudge ?? (() => {}),
      stopping: options.stopping ?? new AbortController().signal,
      storage: options.storage ?? (config.s3 ? s3Storage(config.s3) : diskStorage(join(config.dataDir, 'files'))),
      publicUrl: config.publicUrl,
      clientIdFor: ours(clientId),
      agentIdFor: ours(agentId),
    };
    await seedCorp(deps, corpId);
    return {
      deps,
      openPush: pushOpener(config.dingtalk, now),
      corpIds: async () => (await listCorpIds(connection.db)).filter((id) => id === corpId),
      pingDatabase: () => connection.db.run('select 1 as ok', []),
      engine: connection.engine,
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Opens pushes of the one configured company; the owner key is the AppKey, or the corpId for old subscriptions. */
function pushOpener(dingtalk: Config['dingtalk'], now: () => Date): OpenPush {
  const { token, aesKey, corpId, clientId } = dingtalk;
  const keys = { token, aesKey, ownerKeys: [clientId, corpId] };
  // Objects that stay: what is worked out from keys is kept with them.
  const ownKeys = new Map(keys.ownerKeys.map((owner) => [owner, { token, aesKey, ownerKeys: [owner] }]));
  return (pushedCorpId, push) => {
    if (pushedCorpId !== corpId) return null;
    const { text, ownerKey } = openEnvelopeWithOwner(keys, push);
    return {
      text,
      seal: () =>
        sealEnvelope(ownKeys.get(ownerKey) ?? keys, 'success', {
          timestamp: String(now().getTime()),
          nonce: randomUUID().replaceAll('-', ''),
        }),
    };
  };
}
