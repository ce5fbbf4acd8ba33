import type { CasePeople, RoleHolder } from '@baton/core';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { people, roleHolders } from '../schema/index.ts';
import { findManagerOf } from './cases.ts';
import type { HandoverRow } from './items.ts';

/** The people around a case, everybody behind the role placeholders, and which of them have left. */
export async function readCasePeople(
  tx: Tx,
  handover: Pick<HandoverRow, 'corpId' | 'leaverId' | 'managerId' | 'successorId' | 'interimHolderId' | 'witnessId'>,
): Promise<{ people: CasePeople; roleHolders: RoleHolder[]; gone: Set<string> }> {
  const { corpId, leaverId, managerId, successorId, interimHolderId, witnessId } = handover;
  const holders = await tx
    .select({ role: roleHolders.role, userId: roleHolders.userId, rank: roleHolders.rank })
    .from(roleHolders)
    .where(eq(roleHolders.corpId, corpId))
    .orderBy(asc(roleHolders.rank), asc(roleHolders.userId));
  const named = [leaverId, managerId, successorId, interimHolderId, witnessId].filter((id) => id !== null);
  const standing = await tx
    .select({ userId: people.userId, employment: people.employment })
    .from(people)
    .where(
      and(eq(people.corpId, corpId), inArray(people.userId, [...named, ...holders.map((holder) => holder.userId)])),
    );
  const managersManagerId = managerId === null ? null : await findManagerOf(tx, corpId, managerId);
  return {
    people: { leaverId, managerId, managersManagerId, successorId, interimHolderId, witnessId },
    roleHolders: holders as RoleHolder[],
    gone: new Set(standing.filter((row) => row.employment === 'left').map((row) => row.userId)),
  };
}
