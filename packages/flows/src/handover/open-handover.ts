import { AppError, type CaseKind, canOpenCase, isWithinReach, localDay } from '@baton/core';
import {
  addDepartureFact,
  findOpenCaseId,
  findPerson,
  lockCase,
  lockDeparture,
  type Tx,
  updateCase,
  withCorp,
} from '@baton/db';
import { alignDeparture } from '../departure/align-departure.ts';
import { readDeparture } from '../departure/read-departure.ts';
import type { Deps, Session } from '../deps.ts';
import { isKnownPerson } from '../people/read-person.ts';
import { createCase } from './create-case.ts';
import { planChecklist } from './plan-checklist.ts';
import { readSurroundings } from './read-surroundings.ts';

export type OpenInput = { leaverId: string; kind?: CaseKind; lastWorkingDay: string; successorId: string | null };

/**
 * HR opens a case by hand. It waits in 待启动 until HR launches it. A departure that was withdrawn comes back.
 * @throws AppError forbidden; invalid_input for a day more than two years away; not_found for somebody DingTalk does not know; case_already_open (details.handoverId)
 */
export async function openHandover(
  deps: Deps,
  session: Session,
  { leaverId, kind = 'departure', lastWorkingDay, successorId }: OpenInput,
): Promise<{ handoverId: string }> {
  const { corpId, actor } = session;
  if (!canOpenCase(actor)) throw new AppError('forbidden');
  if (!isWithinReach(lastWorkingDay, localDay(deps.now())))
    throw new AppError('invalid_input', { field: 'lastWorkingDay' });
  // DingTalk is read before the transaction, never in it.
  for (const userId of [leaverId, successorId]) {
    if (userId !== null && !(await isKnownPerson(deps, corpId, userId))) throw new AppError('not_found', { userId });
  }
  await readSurroundings(deps, corpId, leaverId);
  const now = deps.now();
  const by = actor.userId;
  return withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, leaverId);
    for (const userId of [leaverId, successorId].filter((id) => id !== null)) {
      const person = await findPerson(tx, corpId, userId);
      if (!person || person.unionId === '') throw new AppError('not_found', { userId });
    }
    if (successorId === leaverId) throw new AppError('invalid_input', { field: 'successorId' });
    const open = await findOpenCaseId(tx, corpId, leaverId, kind);
    if (open) throw new AppError('case_already_open', { handoverId: open });
    if (kind !== 'departure') {
      const source = 'hr';
      const row = await createCase(tx, {
        ...{ corpId, leaverId, kind, source, lastWorkingDay, successorId, now, by },
        processInstanceId: null,
      });
      await countProblems(tx, corpId, row.id, now);
      return { handoverId: row.id };
    }
    const { current } = await readDeparture(tx, corpId, leaverId);
    const status = current ? 'reinstate' : 'open';
    await addDepartureFact(tx, { corpId, leaverId, source: 'hr', status, at: now, lastWorkingDay, successorId, by });
    const handoverId = await alignDeparture(tx, { corpId, leaverId, now, by, mayLaunch: false });
    if (!handoverId) throw new Error('no case after opening one');
    await countProblems(tx, corpId, handoverId, now);
    return { handoverId };
  });
}

/** HR's list shows from the start that something is missing; only a launch or an edit would count again. */
async function countProblems(tx: Tx, corpId: string, handoverId: string, now: Date): Promise<void> {
  const row = await lockCase(tx, corpId, handoverId);
  if (row?.state !== 'preparing') return;
  const plan = await planChecklist(tx, row, now);
  const problems = plan.problems.filter(({ blocking }) => blocking).length;
  if (problems !== row.problems) await updateCase(tx, row, { problems }, now);
}
