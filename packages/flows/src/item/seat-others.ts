import { AppError, type CasePeople, type RoleHolder, resolveConfirmers } from '@baton/core';
import type { CardRow } from '@baton/db';

/** Everybody who could sit in a seat: the people of the case, the role placeholders, who has left. */
export type Seats = { people: CasePeople; roleHolders: readonly RoleHolder[]; gone: ReadonlySet<string> };

/**
 * Frees the seats of an item that somebody may no longer hold, because they do the item now or are no longer there: the
 * next in line accepts, and for each signature the next person of the role, else the manager, the one above, HR. Doer,
 * acceptor and confirmer stay three people (or two, where the template lets the successor confirm).
 * @param doerId who does the item from now on
 * @returns the item with its new acceptor and confirmers; equal to the old one when nobody had to move
 * @throws AppError invalid_input `nobody_else_signs` when a seat stays empty
 */
export function seatOthers(item: CardRow, doerId: string, { people, roleHolders, gone }: Seats): CardRow {
  const unfit = (userId: string | null): boolean =>
    userId === null || userId === doerId || userId === people.leaverId || gone.has(userId);
  const inLine = [people.successorId, people.interimHolderId, people.managerId, people.managersManagerId];
  const acceptorId = unfit(item.acceptorId) ? (inLine.find((userId) => !unfit(userId)) ?? null) : item.acceptorId;
  if (acceptorId === null) throw new AppError('invalid_input', { why: 'nobody_else_signs', seat: 'acceptor' });
  const moved = acceptorId !== item.acceptorId;
  const confirmations = item.confirmations.map((row) => {
    if (row.confirmedAt !== null) return row;
    if (row.role === 'successor') return { ...row, confirmerId: acceptorId };
    if (!unfit(row.confirmerId) && row.confirmerId !== acceptorId) return row;
    const confirmers = [[row.role, 'manager', 'managers_manager', 'hr'] as const];
    const [found] = resolveConfirmers({ confirmers, doerId, acceptorId, people, roleHolders, gone }).confirmations;
    if (!found) throw new AppError('invalid_input', { why: 'nobody_else_signs', seat: row.role });
    return { ...row, role: found.role, confirmerId: found.confirmerId };
  });
  const acceptorInterim = moved ? acceptorId !== people.successorId : item.acceptorInterim;
  return { ...item, acceptorId, acceptorInterim, confirmations };
}
