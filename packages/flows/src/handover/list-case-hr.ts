import { hrOfCase } from '@baton/core';
import { type HandoverRow, listRoleHolders, type Tx } from '@baton/db';

/** Who of HR is to be told about a case: whoever it was given to, else all of HR that is still here, never the leaver. */
export async function listCaseHr(
  tx: Tx,
  handover: Pick<HandoverRow, 'corpId' | 'hrId' | 'leaverId'>,
): Promise<string[]> {
  return hrOfCase(handover, await listRoleHolders(tx, handover.corpId, ['hr']));
}
