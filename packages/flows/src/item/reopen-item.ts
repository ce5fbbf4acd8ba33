import { tellReturned } from '../departure/tell-returned.ts';
import type { Deps, Session } from '../deps.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/**
 * HR opens a done or waived item again; the case may fall back from 待放行.
 * @throws AppError reason_required
 */
export function reopenItem(deps: Deps, session: Session, input: ItemInput & { reason: string }): Promise<ItemChanged> {
  const { reason } = input;
  return changeItem(deps, session, input, {
    action: 'reopen',
    history: 'item.reopened',
    details: { reason },
    context: () => ({ reason }),
    also: tellReturned,
  });
}
