import { tellReturned } from '../departure/tell-returned.ts';
import type { Deps, Session } from '../deps.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/**
 * Successor or confirmer sends an item back with a reason; acceptance and confirmations start over.
 * @throws AppError reason_required
 */
export function returnItem(deps: Deps, session: Session, input: ItemInput & { reason: string }): Promise<ItemChanged> {
  const { reason } = input;
  return changeItem(deps, session, input, {
    action: 'return',
    history: 'item.returned',
    details: { reason },
    context: () => ({ reason }),
    also: tellReturned,
  });
}
