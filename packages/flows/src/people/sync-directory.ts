import {
  listPeopleToVerify,
  listPeopleWithoutDetails,
  markUnseenDepartmentsGone,
  schema,
  upsertDepartment,
  upsertPeople,
  withCorp,
} from '@baton/db';
import { DingtalkRateLimited } from '@baton/dingtalk';
import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { readPerson } from './read-person.ts';
import { syncPerson } from './sync-person.ts';
import { readSyncState, writeSyncState } from './sync-state.ts';

/**
 * Where the walk stands. departments: breadth-first, `queue[0]` is being read, `page` is the cursor within its members.
 * details: managers of people never read alone. verify: who was not seen. A walk that was killed goes on from here.
 */
type Cursor = { startedAt: string } & (
  | { phase: 'departments'; queue: number[]; page: number }
  | { phase: 'details' | 'verify'; lastUserId: string }
  | { phase: 'done' }
);

const ROOT = 1;
const DAY_MS = 86_400_000;
const BATCH = 50;

/**
 * Walks the company's departments and people through the free contact interfaces, once a day; contact events keep the
 * rest of the day up to date. Somebody is taken for gone only after a complete walk did not meet them and DingTalk,
 * asked again, does not know them.
 * @param budget calls to DingTalk at most in this run; the next run goes on where this one stopped
 * @returns whether the walk is complete
 */
export async function syncDirectory(
  deps: Deps,
  corpId: string,
  { budget = 2_000 }: { budget?: number } = {},
): Promise<{ complete: boolean }> {
  let cursor = await begin(deps, corpId);
  try {
    for (let left = budget; cursor.phase !== 'done'; ) {
      if (left <= 0 || deps.stopping.aborted) return { complete: false };
      const step = await STEPS[cursor.phase](deps, corpId, cursor);
      cursor = step.cursor;
      left -= step.calls;
    }
  } catch (error) {
    // Too fast for DingTalk: the walk keeps its place for the next run.
    if (error instanceof DingtalkRateLimited) return { complete: false };
    throw error;
  }
  return { complete: true };
}

async function begin(deps: Deps, corpId: string): Promise<Cursor> {
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const known = await readSyncState<Cursor>(tx, corpId, 'directory');
    if (known && (known.phase !== 'done' || now.getTime() - Date.parse(known.startedAt) < DAY_MS)) return known;
    const cursor: Cursor = { startedAt: now.toISOString(), phase: 'departments', queue: [ROOT], page: 0 };
    await writeSyncState(tx, { corpId, name: 'directory', cursor, at: now });
    return cursor;
  });
}

type Step = { cursor: Cursor; calls: number };
type In<P> = Extract<Cursor, { phase: P }>;
const STEPS = { departments: walkDepartment, details: readDetails, verify: verifyUnseen } as {
  [P in 'departments' | 'details' | 'verify']: (deps: Deps, corpId: string, cursor: Cursor) => Promise<Step>;
};

/** One page of one department; before its first page the department itself and its children. */
async function walkDepartment(deps: Deps, corpId: string, cursor: In<'departments'>): Promise<Step> {
  const dingtalk = deps.dingtalkFor(corpId);
  const [deptId, ...rest] = cursor.queue;
  const { startedAt } = cursor;
  if (deptId === undefined) return save(deps, corpId, { startedAt, phase: 'details', lastUserId: '' }, 0);
  const first = cursor.page === 0;
  const department = first ? await dingtalk.getDepartment(deptId) : null;
  // Deleted since its parent was read: the walk goes on without it, and what was in it is asked about at the end.
  if (first && !department && deptId !== ROOT) {
    return save(deps, corpId, { startedAt, phase: 'departments', queue: rest, page: 0 }, 1);
  }
  const children = first ? await dingtalk.listSubDepartmentIds(deptId) : [];
  const { users, nextCursor } = await dingtalk.listDepartmentUsers(deptId, cursor.page);
  const queue = [...(nextCursor === null ? [] : [deptId]), ...rest, ...children.filter((id) => !rest.includes(id))];
  const next: Cursor = { startedAt, phase: 'departments', queue, page: nextCursor ?? 0 };
  const at = new Date(startedAt);
  await withCorp(deps.db, corpId, async (tx) => {
    if (department) {
      await upsertDepartment(tx, corpId, { ...department, leaderUserIds: department.managerUserIds }, at);
      if (deptId === ROOT) {
        await tx.update(schema.corps).set({ name: department.name }).where(eq(schema.corps.corpId, corpId));
      }
    }
    const seen = users.map(({ userId, unionId, name, title, deptIds, isAdmin }) => ({
      userId,
      unionId,
      name,
      title: title ?? '',
      deptIds,
      isAdmin,
    }));
    await upsertPeople(tx, corpId, seen, at);
    await writeSyncState(tx, { corpId, name: 'directory', cursor: next, at: deps.now() });
  });
  return { cursor: next, calls: first ? 3 : 1 };
}

async function readDetails(deps: Deps, corpId: string, cursor: In<'details' | 'verify'>): Promise<Step> {
  const { lastUserId, startedAt } = cursor;
  const ids = await withCorp(deps.db, corpId, (tx) => listPeopleWithoutDetails(tx, corpId, lastUserId, BATCH));
  if (ids.length === 0) return save(deps, corpId, { startedAt, phase: 'verify', lastUserId: '' }, 0);
  const done = await inTurn(deps, ids, (userId) => readPerson(deps, corpId, userId));
  return save(deps, corpId, { startedAt, phase: 'details', lastUserId: done.at(-1) ?? lastUserId }, done.length);
}

/** Who should be here and was not met, and who should be gone and was met: DingTalk is asked about each. */
async function verifyUnseen(deps: Deps, corpId: string, cursor: In<'details' | 'verify'>): Promise<Step> {
  const { lastUserId, startedAt } = cursor;
  const since = new Date(startedAt);
  const ids = await withCorp(deps.db, corpId, (tx) => listPeopleToVerify(tx, corpId, since, lastUserId, BATCH));
  if (ids.length > 0) {
    const done = await inTurn(deps, ids, (userId) => syncPerson(deps, corpId, userId));
    return save(deps, corpId, { startedAt, phase: 'verify', lastUserId: done.at(-1) ?? lastUserId }, done.length);
  }
  await withCorp(deps.db, corpId, async (tx) => {
    await markUnseenDepartmentsGone(tx, corpId, since, deps.now());
    await tx.update(schema.corps).set({ directorySyncedAt: deps.now() }).where(eq(schema.corps.corpId, corpId));
  });
  return save(deps, corpId, { startedAt, phase: 'done' }, 0);
}

/** One after the other, until the process is to stop. @returns those that were done */
async function inTurn(deps: Deps, ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<string[]> {
  const done: string[] = [];
  for (const id of ids) {
    if (deps.stopping.aborted) break;
    await work(id);
    done.push(id);
  }
  return done;
}

async function save(deps: Deps, corpId: string, cursor: Cursor, calls: number): Promise<Step> {
  await withCorp(deps.db, corpId, (tx) => writeSyncState(tx, { corpId, name: 'directory', cursor, at: deps.now() }));
  return { cursor, calls };
}
