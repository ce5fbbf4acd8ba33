import { AppError } from '@baton/core';
import { insertReading, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { openForPutting, type PutOnPath } from './foresee-path.ts';

/**
 * Somebody is put on a position's path by hand: whoever helps out, or prepares for what comes. Their digests tell of it
 * from that day on.
 * @throws AppError as {@link openForPutting}; invalid_input (details.why `on_path`) for who is on it already
 */
export async function putOnPath(deps: Deps, session: Session, input: PutOnPath): Promise<void> {
  const { corpId, actor } = session;
  const { userId, positionKey, startsOn } = input;
  const now = deps.now();
  await withCorp(deps.db, corpId, async (tx) => {
    const { onPath } = await openForPutting(tx, session, input, now);
    const about = {
      reason: 'assigned' as const,
      cause: `assigned:${now.toISOString()}:${actor.userId}:${positionKey}`,
    };
    const row = { corpId, userId, positionKey, ...about, handoverId: null, startedOn: startsOn, createdAt: now };
    if (onPath || !(await insertReading(tx, row)))
      throw new AppError('invalid_input', { field: 'userId', why: 'on_path' });
  });
  deps.log.info({ event: 'reading.assigned', corpId, userId, by: actor.userId, positionKey }, 'put on a reading path');
}
