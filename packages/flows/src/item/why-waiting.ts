import { type DigestReason, waitingFor } from '@baton/core';
import type { CardRow } from '@baton/db';

/** What an item that waits for somebody asks of them: to hand it over, to accept it, or to confirm it. */
export function whyWaiting(row: CardRow, userId: string): Exclude<DigestReason, 'oversee'> {
  const handedIn = row.state === 'awaiting_acceptance' || row.state === 'awaiting_confirmation' || row.state === 'done';
  if (!handedIn) return 'hand_over';
  const accepts = row.acceptorId === userId && (row.state === 'awaiting_acceptance' || row.toBeReaccepted);
  return accepts && waitingFor(row).includes(userId) ? 'accept' : 'confirm';
}
