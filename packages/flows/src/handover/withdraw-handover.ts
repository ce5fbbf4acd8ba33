import { AppError } from '@baton/core';
import { addDepartureFact } from '@baton/db';
import { alignDeparture } from '../departure/align-departure.ts';
import type { Deps, Session } from '../deps.ts';
import { type CaseInput, changeCase } from './change-case.ts';
import { withdrawCase } from './withdraw-case.ts';

/**
 * HR takes a case back by hand, with a reason. What DingTalk said until now no longer opens it; what it says later does.
 * @throws AppError reason_required, and what {@link changeCase} throws
 */
export async function withdrawHandover(
  deps: Deps,
  session: Session,
  input: CaseInput & { reason: string },
): Promise<void> {
  const reason = input.reason.trim();
  if (reason === '') throw new AppError('reason_required', { field: 'reason' });
  await changeCase(deps, session, 'withdraw', input, async (tx, { handover, now, by }) => {
    const { corpId, leaverId, kind } = handover;
    await withdrawCase(tx, handover, { now, by, because: reason });
    if (kind !== 'departure') return;
    const nothing = { lastWorkingDay: null, successorId: null };
    await addDepartureFact(tx, { corpId, leaverId, source: 'hr', status: 'withdraw', at: now, ...nothing, by });
    await alignDeparture(tx, { corpId, leaverId, now, by, mayLaunch: false });
  });
}
