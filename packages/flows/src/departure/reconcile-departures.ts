import { listDepartureNews, listEmployees, listOpenLeavers, schema, withCorp } from '@baton/db';
import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { ensurePerson } from '../people/ensure-person.ts';
import { recordPresence } from '../people/record-presence.ts';
import { readSyncState, writeSyncState } from '../people/sync-state.ts';
import { applyNews } from './apply-news.ts';
import { askHrm } from './ask-hrm.ts';
import { readDimissions } from './read-dimissions.ts';
import { readUnreadForms } from './read-unread-forms.ts';

const DAY_MS = 86_400_000;
/** Employees asked about in one run besides those known to leave; the next run goes on after them. */
const SLICE = 500;
/** Leave records may turn up late: the last day is read again. */
const OVERLAP_MS = DAY_MS;

/**
 * Finds what pushes missed, through interfaces that are free of quota: who left the company, the 待离职 list, and where
 * employees stand in 智能人事 (a slice per run). Brings every case with news, and every case that cannot start or lacks
 * somebody, in line; also those of which earlier runs and events wrote something down and did not come to apply it.
 * A source that fails does not keep the others from being read, nor what is known from being applied.
 * @returns how many people had news
 * @throws what the first source that failed threw, at the end
 */
export async function reconcileDepartures(deps: Deps, corpId: string): Promise<{ news: number }> {
  const failures: unknown[] = [];
  const read = async <T>(source: string, work: () => Promise<T>, without: T): Promise<T> => {
    if (deps.stopping.aborted) return without;
    try {
      return await work();
    } catch (error) {
      failures.push(error);
      deps.log.warn({ event: 'reconcile.source_failed', corpId, source, error }, 'a source could not be read');
      return without;
    }
  };
  // First, because it ends access; their day and successor are asked for below, before anybody is told of their case.
  const left = await read('leave_records', () => readLeaveRecords(deps, corpId), 0);
  const pending = await read('pending', () => listPending(deps, corpId), []);
  for (const userId of pending) await each(deps, corpId, () => ensurePerson(deps, corpId, userId));
  const news = await read('dimissions', () => lookAround(deps, corpId, pending), []);
  await applyTroubled(deps, corpId);
  await read('unread_forms', () => readUnreadForms(deps, corpId), undefined);
  if (failures.length > 0) throw failures[0];
  return { news: news.length + left };
}

/** Asks where those stand of whom something is known, and the next slice of all others. @returns who has news */
async function lookAround(deps: Deps, corpId: string, pending: readonly string[]): Promise<string[]> {
  const known = await withCorp(deps.db, corpId, async (tx) => [
    ...(await listDepartureNews(tx, corpId)),
    ...pending,
    ...(await listOpenLeavers(tx, corpId)),
  ]);
  const slice = await nextSlice(deps, corpId);
  const news = await readDimissions(deps, corpId, [...known, ...slice.userIds]);
  if (!deps.stopping.aborted) await slice.done();
  return news;
}

async function applyTroubled(deps: Deps, corpId: string): Promise<void> {
  const troubled = await withCorp(deps.db, corpId, (tx) => listOpenLeavers(tx, corpId, 'troubled'));
  await applyNews(deps, corpId, { besides: troubled });
}

/** One person's failure does not stop the others. @returns whether it went well; false when there is no time for it */
async function each(deps: Deps, corpId: string, work: () => Promise<void>): Promise<boolean> {
  if (deps.stopping.aborted) return false;
  try {
    await work();
    return true;
  } catch (error) {
    deps.log.error({ event: 'reconcile.person_failed', corpId, error }, 'one person could not be looked at');
    return false;
  }
}

type Page = { userIds: string[]; nextOffset: number | null };
const NOBODY: Page = { userIds: [], nextOffset: null };

/** Everybody in 待离职; nobody in a company without 智能人事. */
async function listPending(deps: Deps, corpId: string): Promise<string[]> {
  const found: string[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const from: number = offset;
    const page = await askHrm<Page>(deps, corpId, (hrm) => hrm.listPendingLeaverIds(from), NOBODY);
    found.push(...page.userIds);
    offset = page.nextOffset;
  }
  return found;
}

async function nextSlice(deps: Deps, corpId: string) {
  const { userIds, cursor } = await withCorp(deps.db, corpId, async (tx) => {
    const known = await readSyncState<{ lastUserId: string }>(tx, corpId, 'dimissions');
    const ids = await listEmployees(tx, corpId, known?.lastUserId ?? '', SLICE);
    return { userIds: ids, cursor: { lastUserId: ids.length < SLICE ? '' : (ids.at(-1) ?? '') } };
  });
  const done = () =>
    withCorp(deps.db, corpId, (tx) => writeSyncState(tx, { corpId, name: 'dimissions', cursor, at: deps.now() }));
  return { userIds, done };
}

/** Who left, with or without 智能人事. People who left before this product came to the company are none of its business. */
async function readLeaveRecords(deps: Deps, corpId: string): Promise<number> {
  const to = deps.now();
  const { from, since } = await withCorp(deps.db, corpId, async (tx) => {
    const known = await readSyncState<{ readUntil: string }>(tx, corpId, 'leave-records');
    const [corp] = await tx
      .select({ createdAt: schema.corps.createdAt })
      .from(schema.corps)
      .where(eq(schema.corps.corpId, corpId));
    const start = corp?.createdAt ?? to;
    return { from: known ? new Date(Date.parse(known.readUntil) - OVERLAP_MS) : start, since: start };
  });
  if (from >= to) return 0;
  let count = 0;
  let missed = false;
  for (let nextToken: string | null = null, more = true; more; ) {
    const page: Awaited<ReturnType<ReturnType<Deps['dingtalkFor']>['listLeaveRecords']>> = await deps
      .dingtalkFor(corpId)
      .listLeaveRecords({ from, to, nextToken });
    const gone = await newlyGone(deps, corpId, page.records, since);
    for (const [userId, leftAt] of gone) {
      const noted = await each(deps, corpId, async () => {
        await recordPresence(deps, corpId, { userId, presence: 'left', at: leftAt });
      });
      if (noted) count += 1;
      else missed = true;
    }
    nextToken = page.nextToken;
    more = nextToken !== null && !deps.stopping.aborted;
    if (!more && nextToken !== null) missed = true;
  }
  // Somebody could not be noted, or not even read: the next run reads the same days again.
  if (missed) return count;
  const cursor = { readUntil: to.toISOString() };
  await withCorp(deps.db, corpId, (tx) => writeSyncState(tx, { corpId, name: 'leave-records', cursor, at: to }));
  return count;
}

async function newlyGone(
  deps: Deps,
  corpId: string,
  records: readonly { userId: string; leftAt: Date | null }[],
  since: Date,
): Promise<Map<string, Date>> {
  const gone = new Map<string, Date>();
  for (const { userId, leftAt } of records) {
    if (!leftAt || leftAt < (gone.get(userId) ?? since)) continue;
    if (await isNews(deps, corpId, userId, leftAt)) gone.set(userId, leftAt);
  }
  return gone;
}

async function isNews(deps: Deps, corpId: string, userId: string, leftAt: Date): Promise<boolean> {
  const { people } = schema;
  const [row] = await withCorp(deps.db, corpId, (tx) =>
    tx
      .select({ employment: people.employment, seenAt: people.seenAt, unionId: people.unionId })
      .from(people)
      .where(eq(people.userId, userId)),
  );
  // A record older than the last time we met the person is about an earlier stay.
  // Who was gone before we met them has a row by now, and nothing said yet of when they left.
  return !row || row.unionId === '' || (row.employment !== 'left' && row.seenAt < leftAt);
}
