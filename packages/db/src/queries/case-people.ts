import type { CasePeople, RoleHolder } from '@baton/core';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { people, roleHolders } from '../schema/index.ts';
import { together } from '../together.ts';
import { findManagerOf } from './cases.ts';
import type { HandoverRow } from './items.ts';

/** The people around a case, everybody behind the role placeholders, and which of them have left. */
export async function readCasePeople(
  tx: Tx,
  handover: Pick<HandoverRow, 'corpId' | 'leaverId' | 'managerId' | 'successorId' | 'interimHolderId' | 'witnessId'>,
): Promise<{ people: CasePeople; roleHolders: RoleHolder[]; gone: Set<string> }> {
  const { corpId, leaverId, managerId, successorId, interimHolderId, witnessId } = handover;
  const named = [leaverId, managerId, successorId, interimHolderId, witnessId].filter((id) => id !== null);
  const holding = tx.select({ userId: roleHolders.userId }).from(roleHolders).where(eq(roleHolders.corpId, corpId));
  const [holders, standing, managersManagerId] = await together([
    tx
      .select({ role: roleHolders.role, userId: roleHolders.userId, rank: roleHolders.rank })
      .from(roleHolders)
      .where(eq(roleHolders.corpId, corpId))
      .orderBy(asc(roleHolders.rank), asc(roleHolders.userId)),
    tx
      .select({ userId: people.userId, employment: people.employment })
      .from(people)
      // As an array: looked up by the key, however many people there are.
      .where(
        and(eq(people.corpId, corpId), sql`${people.userId} = any(array(${holding}) || ${sql.param(named)}::text[])`),
      ),
    managerId === null ? Promise.resolve(null) : findManagerOf(tx, corpId, managerId),
  ]);
  return {
    people: { leaverId, managerId, managersManagerId, successorId, interimHolderId, witnessId },
    roleHolders: holders as RoleHolder[],
    gone: new Set(standing.filter((row) => row.employment === 'left').map((row) => row.userId)),
  };
}
