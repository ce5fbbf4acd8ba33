import { schema, withCorp } from '@baton/db';
import { and, eq } from 'drizzle-orm';
import type { Deps } from './deps.ts';

/** The ordinary approval form that an admin chose for departures; undefined for any other. */
export async function findApprovalForm(deps: Deps, corpId: string, processCode: string | null) {
  if (!processCode) return undefined;
  const { approvalForms } = schema;
  const [row] = await withCorp(deps.db, corpId, (tx) =>
    tx
      .select()
      .from(approvalForms)
      .where(and(eq(approvalForms.corpId, corpId), eq(approvalForms.processCode, processCode))),
  );
  return row;
}
