import type { Deps, Session } from '../deps.ts';
import { changeItem, type ItemChanged, type ItemInput } from './change-item.ts';

/**
 * HR or the manager lets an item go, saying why and what risk remains. Never whoever does it.
 * @param input.followUpOn `YYYY-MM-DD` to look at it again, or null
 * @throws AppError reason_required
 */
export function waiveItem(
  deps: Deps,
  session: Session,
  input: ItemInput & { why: string; risk: string; followUpOn: string | null },
): Promise<ItemChanged> {
  const { why, risk, followUpOn } = input;
  return changeItem(deps, session, input, {
    action: 'waive',
    history: 'item.waived',
    details: { reason: why, risk, followUpOn },
    context: () => ({ reason: why, risk, followUpOn }),
  });
}
