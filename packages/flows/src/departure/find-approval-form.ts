import { schema, type Tx } from '@baton/db';
import { and, eq } from 'drizzle-orm';

/** The ordinary approval form that an admin chose for departures; undefined for any other. */
export async function findApprovalForm(tx: Tx, corpId: string, processCode: string | null) {
  if (!processCode) return undefined;
  const { approvalForms } = schema;
  const [row] = await tx
    .select()
    .from(approvalForms)
    .where(and(eq(approvalForms.corpId, corpId), eq(approvalForms.processCode, processCode)));
  return row;
}
