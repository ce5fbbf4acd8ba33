import {
  collectFailedPushes,
  type Deps,
  deliverNotices,
  endLeaversSessions,
  giveUpImports,
  indexDocuments,
  type JobName,
  processInbox,
  readFiles,
  reconcileDepartures,
  runImports,
  sendDigests,
  startReadings,
  sweepFiles,
  syncDirectory,
} from '@baton/flows';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export type Job = {
  name: JobName;
  everyMs: number;
  /** How many runs of it one process has in hand at most: no job keeps the others waiting. Default 1. */
  atOnce?: number;
  run: (deps: Deps, corpId: string) => Promise<unknown>;
};

/**
 * What the clock runs, in the order one tick takes them. Every job reads from rows what is due, so running one twice,
 * late, or on two machines at once changes nothing. `collect-failed` is metered, hence rare: the free reconciliation
 * finds departures long before it.
 */
export const JOBS: readonly Job[] = [
  { name: 'sync-directory', everyMs: 60 * MINUTE, run: syncDirectory },
  { name: 'collect-failed', everyMs: 8 * 60 * MINUTE, run: collectFailedPushes },
  {
    name: 'process-inbox',
    everyMs: 10 * SECOND,
    atOnce: 3, // one waits for DingTalk while another works
    run: (deps, corpId) => processInbox(deps, corpId, { limit: 200 }),
  },
  { name: 'reconcile', everyMs: 30 * MINUTE, run: reconcileDepartures },
  { name: 'end-sessions', everyMs: MINUTE, run: endLeaversSessions },
  { name: 'start-readings', everyMs: 5 * MINUTE, run: startReadings },
  { name: 'send-digests', everyMs: MINUTE, run: sendDigests },
  { name: 'read-files', everyMs: MINUTE, run: readFiles },
  {
    name: 'sweep-files',
    everyMs: 12 * 60 * MINUTE,
    run: async (deps, corpId) => {
      await giveUpImports(deps, corpId);
      await sweepFiles(deps, corpId);
    },
  },
  { name: 'run-imports', everyMs: 10 * SECOND, run: runImports },
  // Publishing indexes by itself: this is for what was published before, and for how common words are.
  { name: 'index-documents', everyMs: 30 * MINUTE, run: indexDocuments },
  { name: 'deliver-notices', everyMs: 10 * SECOND, run: deliverNotices },
];

/** @throws when two jobs share a name: they would silently share one schedule */
export function assertUniqueNames(jobs: readonly Job[]): void {
  const names = new Set(jobs.map(({ name }) => name));
  if (names.size !== jobs.length) throw new Error('two clock jobs share a name');
}
