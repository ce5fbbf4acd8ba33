import type { Deps, Session } from '../deps.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/** The obstacle is gone: the item goes on where it stopped. */
export function unblockItem(deps: Deps, session: Session, input: ItemInput): Promise<ItemChanged> {
  return changeItem(deps, session, input, { action: 'unblock', history: 'item.unblocked' });
}
