import type { RolePlaceholder } from '@baton/core';
import { type Database, schema, withCorp } from '@baton/db';

/** Who is behind each role at 星河精密制造, by userid; the first is asked first. */
const holders: Record<RolePlaceholder, readonly string[]> = {
  hr: ['chenjing', 'weimin'],
  hr_lead: ['chenjing'],
  it: ['zhaolei', 'kongjie'],
  finance: ['sunli', 'yefang'],
  finance_lead: ['sunli'],
  admin_office: ['zhoumin', 'baixue'],
  general_manager: ['liuzhenhua'],
  tech_lead: ['fangyuan'],
  sales_lead: ['heqiang'],
  ops_lead: ['dengfei'],
  service_lead: ['xiejuan'],
  production_lead: ['macheng'],
  purchasing_lead: ['tanghui'],
  quality: ['luoyan', 'handong'],
  planning: ['wupeng'],
  warehouse: ['liangbo'],
  safety: ['huangjun'],
  legal: ['gaoyun'],
  audit: ['gaoyun'],
};

/** The ordinary OA template of the local DingTalk, by the labels of its components. */
const ordinaryForm = {
  processCode: 'PROC-E0A94B16-3D7C-46F2-A1C8-90D2B7F4E583',
  name: '员工离职申请单',
  mapping: { leaver: null, lastWorkingDay: '预计离职日期', successor: '交接给谁' },
};

/**
 * What an admin of the believable company would have set: the people behind the roles, and that the ordinary approval
 * counts as a resignation. Only for a company where no role has anybody yet, so that later changes stay.
 * @returns whether anything was set
 */
export async function seedCompany(db: Database, corpId: string): Promise<boolean> {
  return await withCorp(db, corpId, async (tx) => {
    const known = await tx.select({ role: schema.roleHolders.role }).from(schema.roleHolders).limit(1);
    if (known.length > 0) return false;
    const rows = Object.entries(holders).flatMap(([role, userIds]) =>
      userIds.map((userId, rank) => ({ corpId, role, userId, rank })),
    );
    await tx.insert(schema.roleHolders).values(rows);
    await tx
      .insert(schema.approvalForms)
      .values({ corpId, ...ordinaryForm })
      .onConflictDoNothing();
    return true;
  });
}
