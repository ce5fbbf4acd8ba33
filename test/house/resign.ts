import type { House } from './start-house.ts';

/** The official 离职 suite and the company's own ordinary template, as the believable company has them. */
export const SUITE = 'PROC-5C1F7E52-9A44-4B0E-8D53-6E0B6C3F21A7';
export const ORDINARY = 'PROC-E0A94B16-3D7C-46F2-A1C8-90D2B7F4E583';

/** People of the believable company that most stories need. */
export const LEAVER = 'zhangjianguo';
export const MANAGER = 'wanghaitao';
export const SUCCESSOR = 'liming';
export const HR = 'chenjing';
export const IT = 'zhaolei';

/** The leaver files 离职申请 in the DingTalk client. `lastDay` is `YYYY-MM-DD`. */
export function fileResignation(
  house: House,
  { leaver = LEAVER, lastDay, successor = SUCCESSOR }: { leaver?: string; lastDay: string; successor?: string | null },
) {
  return house.dingtalk.control.startApproval({
    processCode: SUITE,
    originatorUserId: leaver,
    values: [
      { name: '离职原因', value: '个人原因' },
      { name: '最后工作日', value: lastDay },
      ...(successor === null ? [] : [{ name: '工作交接人', value: JSON.stringify([successor]) }]),
    ],
  });
}

/** Everybody whose turn it is agrees, until the approval is through. */
export function agreeAll(house: House, approvalId: string): void {
  for (let turn = 0; turn < 10; turn += 1) {
    const approval = house.dingtalk.control.approval(approvalId);
    const task = approval.tasks.find((open) => open.status === 'RUNNING');
    if (approval.status !== 'RUNNING' || !task) return;
    house.dingtalk.control.agree(approvalId, { userId: task.userId, remark: '同意' });
  }
  throw new Error('the approval never came to an end');
}

/** A resignation that was filed, agreed and heard of. @returns the approval and the case that came of it */
export async function openDeparture(
  house: House,
  input: { leaver?: string; lastDay: string; successor?: string | null },
): Promise<{ approvalId: string; caseId: string }> {
  const approvalId = fileResignation(house, input).id;
  agreeAll(house, approvalId);
  await house.settle();
  const caseId = await caseOf(house, input.leaver ?? LEAVER);
  if (caseId === null) throw new Error('the agreed resignation opened no case');
  return { approvalId, caseId };
}

/** The open case of somebody as HR's list has it; null when there is none. Two at once are a failure. */
export async function caseOf(house: House, leaverId: string): Promise<string | null> {
  const { rows } = await (await house.as(HR))('listHandovers', { query: { scope: 'open', limit: 100 } });
  const own = rows.filter(({ leaver }) => leaver.userId === leaverId);
  if (own.length > 1) throw new Error(`${leaverId} has ${own.length} open cases`);
  return own[0]?.id ?? null;
}

/** The ordinary OA form that the company's admin has chosen to count as a resignation. */
export function fileOrdinaryForm(house: House, { leaver, lastDay }: { leaver: string; lastDay: string }) {
  return house.dingtalk.control.startApproval({
    processCode: ORDINARY,
    originatorUserId: leaver,
    values: [
      { name: '离职说明', value: '家里有事，回老家发展' },
      { name: '预计离职日期', value: lastDay },
      { name: '交接给谁', value: JSON.stringify([SUCCESSOR]) },
    ],
  });
}
