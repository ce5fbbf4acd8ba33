import type { Actor } from '@baton/core';
import type { Database } from '@baton/db';
import type { DingtalkClient } from '@baton/dingtalk';

/** Names of the jobs that the clock runs; a verb may ask for one to run soon. */
export const JOB_NAMES = [
  'process-inbox',
  'sync-directory',
  'reconcile',
  'collect-failed',
  'start-readings',
  'send-digests',
  'deliver-notices',
  'end-sessions',
  'run-imports',
  'read-files',
  'sweep-files',
  'index-documents',
] as const;
export type JobName = (typeof JOB_NAMES)[number];

export type Log = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** Where uploaded files live. Keys are ours and random; bytes are counted and hashed while they stream. */
export type FileStorage = {
  put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }>;
  get(key: string): Promise<AsyncIterable<Uint8Array>>;
  remove(key: string): Promise<void>;
};

/** Everything a verb may reach. Built once by the composition root (and by tests); never imported as a singleton. */
export type Deps = {
  db: Database;
  dingtalkFor(corpId: string): DingtalkClient;
  /** Time is an argument, so that tests and the demo can move it. */
  now(): Date;
  log: Log;
  /** Ask the clock to run a job soon. Losing the call is harmless: sweeps run anyway. Call it after the transaction. */
  nudge(job: JobName): void;
  storage: FileStorage;
  /** Aborted when the process is to stop: a long job ends after the step it is at, and leaves the rest to be found again. */
  stopping: AbortSignal;
  /** Origin of the mini-app, without a trailing slash. */
  publicUrl: string;
  clientIdFor(corpId: string): string;
  agentIdFor(corpId: string): string;
};

/** Who is asking, as the session row says. */
export type Session = { corpId: string; actor: Actor; tokenHash: string };
