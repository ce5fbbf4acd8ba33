import { AppError, canVerifyDoer } from '@baton/core';
import { deleteDoer, insertDoer, lockResponsibility, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { openPosition } from './read-responsibilities.ts';

/**
 * Who leads a position says that somebody was seen doing a responsibility alone, or takes that back. Never of themself.
 * @throws AppError not_found for a responsibility of a position that is none of theirs, forbidden, invalid_input for
 *   somebody who is not here
 */
export function verifyDoer(
  deps: Deps,
  { corpId, actor }: Session,
  { id, userId, verified }: { id: string; userId: string; verified: boolean },
): Promise<{ positionKey: string }> {
  return withCorp(deps.db, corpId, async (tx) => {
    const row = await lockResponsibility(tx, corpId, id);
    if (!row || row.retiredAt !== null) throw new AppError('not_found');
    const { positionKey } = row;
    const { reader } = await openPosition(tx, corpId, await readReader(tx, corpId, actor), positionKey);
    if (!canVerifyDoer(reader, positionKey, userId)) throw new AppError('forbidden');
    const doer = { corpId, responsibilityId: id, userId };
    if (!verified) await deleteDoer(tx, doer);
    else {
      await requireColleague(tx, corpId, userId, 'userId');
      await insertDoer(tx, { ...doer, verifiedBy: actor.userId, verifiedAt: deps.now() });
    }
    return { positionKey };
  });
}
