import { type DepartureFact, type DesiredDeparture, foldDeparture, OPEN_CASE_STATES } from '@baton/core';
import { type HandoverRow, lockCasesOf, readApprovalsOf, readDepartureFacts, type Tx, together } from '@baton/db';

export type Departure = {
  desired: DesiredDeparture;
  /** The one case of this departure, open or withdrawn. */
  current: HandoverRow | null;
  /** When the person was removed from the company, if they still are. */
  leftAt: Date | null;
  /** Approvals that speak about this departure. */
  instanceIds: string[];
};

const DIMISSION = { pending: 1, left: 2, none: 3, submitted: 4 } as const;
const isDimission = (status: string): status is keyof typeof DIMISSION => Object.hasOwn(DIMISSION, status);
const HAND = ['open', 'edit', 'withdraw', 'reinstate'] as const;
const isHand = (status: string): status is (typeof HAND)[number] => (HAND as readonly string[]).includes(status);

/**
 * Everything known of one person's present departure and what it adds up to. What belongs to an earlier one is left
 * out: facts from before the release of a closed case, and from before the person came back.
 * Call under `lockDeparture`.
 */
export async function readDeparture(tx: Tx, corpId: string, leaverId: string): Promise<Departure> {
  const [cases, rows, said] = await together([
    lockCasesOf(tx, corpId, leaverId),
    readDepartureFacts(tx, corpId, leaverId),
    readApprovalsOf(tx, corpId, leaverId),
  ]);
  const current = cases.find((row) => isOpen(row) || row.state === 'withdrawn') ?? null;
  const closed = cases.filter((row) => row.releasedAt !== null);
  const releasedAt = latest(closed.map((row) => row.releasedAt));
  const presence = rows.filter((row) => row.source === 'presence');
  const backAt = latest(
    presence
      .filter((row) => row.status === 'back' && presence.some((other) => other.status === 'left' && other.at < row.at))
      .map((row) => row.at),
  );
  const after = latest([releasedAt, backAt]);
  const bound = new Set(closed.map((row) => row.id));
  const approvals = said.filter((row) => row.handoverId === null || !bound.has(row.handoverId));
  const facts: DepartureFact[] = [
    ...approvals.flatMap((row): DepartureFact[] => {
      const { processInstanceId, lastWorkingDay, successorId, status, statusAt, agreedAt } = row;
      const said = { kind: 'approval' as const, processInstanceId, lastWorkingDay, successorId };
      const agreed =
        agreedAt && status !== 'agreed' ? [{ ...said, status: 'agreed' as const, statusAt: agreedAt }] : [];
      return [...agreed, { ...said, status, statusAt }];
    }),
    ...rows.flatMap((row): DepartureFact[] => {
      const { at, lastWorkingDay, successorId, status, source } = row;
      if (source === 'presence') return status === 'left' ? [{ kind: 'left', at }] : [];
      if (source === 'hr')
        return isHand(status) ? [{ kind: 'hand', action: status, at, lastWorkingDay, successorId }] : [];
      if (!isDimission(status)) return [];
      return [{ kind: 'dimission', status: DIMISSION[status], lastWorkingDay, successorId, seenAt: at }];
    }),
  ];
  // Somebody whose case is released and who then leaves, as planned, does not need another one.
  const starts = facts.some(
    (fact) =>
      (fact.kind === 'approval' && fact.status === 'agreed' && fact.statusAt > (releasedAt ?? fact.statusAt)) ||
      (fact.kind === 'hand' && fact.at > (releasedAt ?? fact.at)),
  );
  const over = current === null && releasedAt !== null && !starts && !(backAt && backAt > releasedAt);
  const lastPresence = presence.at(-1);
  return {
    desired: foldDeparture(over ? [] : facts, after),
    current,
    leftAt: lastPresence?.status === 'left' ? lastPresence.at : null,
    instanceIds: approvals.map((row) => row.processInstanceId),
  };
}

const isOpen = (row: HandoverRow): boolean => (OPEN_CASE_STATES as readonly string[]).includes(row.state);

function latest(instants: readonly (Date | null)[]): Date | null {
  return instants.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);
}
