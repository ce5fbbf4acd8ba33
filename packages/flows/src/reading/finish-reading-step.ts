import { AppError } from '@baton/core';
import { deleteStepDone, insertStepDone, lockReading, withCorp } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps, Session } from '../deps.ts';
import { walkPaths } from './walk-paths.ts';

/**
 * The reader ticks a step of their path that is no document, or takes the tick back. Sending it twice changes nothing.
 * @throws AppError not_found for a path or step that is not theirs; invalid_input for one that documents decide on
 */
export async function finishReadingStep(
  deps: Deps,
  { corpId, actor }: Session,
  { readingId, stepKey, done }: { readingId: string; stepKey: string; done: boolean },
): Promise<void> {
  await withCorp(deps.db, corpId, async (tx) => {
    const reading = await lockReading(tx, corpId, readingId);
    if (reading?.userId !== actor.userId || reading.endedAt !== null) throw new AppError('not_found');
    const { calendar } = await readCalendar(tx, corpId);
    const [walked] = await walkPaths(tx, corpId, { readings: [reading], calendar });
    const step = walked?.steps.find(({ key }) => key === stepKey);
    if (!step) throw new AppError('not_found');
    if (step.documents.length > 0) throw new AppError('invalid_input', { field: 'step' });
    const row = { corpId, readingId, stepKey, doneAt: deps.now() };
    await (done ? insertStepDone(tx, row) : deleteStepDone(tx, row));
  });
}
