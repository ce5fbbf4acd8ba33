import { addDays, atLocal, daysBetween, isDay } from '../calendar.ts';
import type { CaseFacts } from './model.ts';

type Cutoff = Pick<CaseFacts, 'accessCutoffAt' | 'lastWorkingDay'>;

/** Nobody is locked out before the day they still work: access ends on the last working day at the earliest. */
export const isCutoffTooEarly = ({ accessCutoffAt, lastWorkingDay }: Cutoff): boolean =>
  accessCutoffAt !== null &&
  lastWorkingDay !== null &&
  isDay(lastWorkingDay) &&
  accessCutoffAt < atLocal(lastWorkingDay, '00:00');

/** True once the leaver's access is cut off: from then on they are a stranger to their own case. */
export const isCutOff = (handover: Cutoff & Pick<CaseFacts, 'launchedAt'>, now: Date): boolean =>
  handover.accessCutoffAt !== null &&
  handover.accessCutoffAt <= now &&
  // A case that never started binds nobody.
  handover.launchedAt !== null &&
  !isCutoffTooEarly(handover);

/**
 * When access ends after the last working day moved: as many days before or after it as was agreed, at the same hour,
 * and never before it.
 * @param handover as it was
 * @param lastWorkingDay as it is now
 */
export function moveCutoff(handover: Cutoff, lastWorkingDay: string | null): Date | null {
  const { accessCutoffAt, lastWorkingDay: before } = handover;
  if (accessCutoffAt === null || lastWorkingDay === null || !isDay(lastWorkingDay)) return accessCutoffAt;
  const days = before !== null && isDay(before) ? daysBetween(before, lastWorkingDay) : 0;
  const moved = new Date(accessCutoffAt.getTime() + days * DAY_MS);
  // The last moment of the day: whoever set an earlier one knew of another day.
  return isCutoffTooEarly({ accessCutoffAt: moved, lastWorkingDay })
    ? atLocal(addDays(lastWorkingDay, 1), '00:00')
    : moved;
}

const DAY_MS = 86_400_000;
