import { addDepartureFact, type HandoverRow, readCasePeople, type Tx } from '@baton/db';
import { alignDeparture } from '../departure/align-departure.ts';
import type { Deps, Session } from '../deps.ts';
import { planReminders } from '../reminder/plan-reminders.ts';
import { advanceCase } from './advance-case.ts';
import { alignItems } from './align-items.ts';
import { type CaseInput, changeCase } from './change-case.ts';
import { reinstateCase } from './reinstate-case.ts';

/** HR brings a withdrawn case back, with everything that was done in it. Throws what {@link changeCase} throws. */
export async function reinstateHandover(deps: Deps, session: Session, input: CaseInput): Promise<void> {
  await changeCase(deps, session, 'reinstate', input, async (tx, { handover, now, by }) => {
    const { corpId, leaverId, kind, lastWorkingDay, successorId } = handover;
    if (kind !== 'departure') {
      await bringInLine(tx, await reinstateCase(tx, handover, { now, by }), now, by);
      return;
    }
    const said = { lastWorkingDay, successorId };
    await addDepartureFact(tx, { corpId, leaverId, source: 'hr', status: 'reinstate', at: now, ...said, by });
    await alignDeparture(tx, { corpId, leaverId, now, by, mayLaunch: false });
  });
}

async function bringInLine(tx: Tx, row: HandoverRow, now: Date, by: string): Promise<void> {
  if (!row.launchedAt) return;
  const { people } = await readCasePeople(tx, row);
  await alignItems(tx, row, { now, by, before: people });
  await planReminders(tx, { corpId: row.corpId, handoverId: row.id, now });
  await advanceCase(tx, { corpId: row.corpId, handoverId: row.id, now, by });
}
