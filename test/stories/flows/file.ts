import { LEAVER, SUCCESSOR, SUITE } from '../../house/resign.ts';
import type { Flows } from './open-flows.ts';

/** Somebody files an approval in the client. @returns its id */
export function file(flows: Flows, processCode: string, values: Record<string, string>, by: string = LEAVER): string {
  return flows.dingtalk.control.startApproval({
    processCode,
    originatorUserId: by,
    values: Object.entries(values).map(([name, value]) => ({ name, value })),
  }).id;
}

/** The official 离职 form. */
export function fileSuite(
  flows: Flows,
  { lastDay = '2026-03-31', successor = SUCCESSOR as string | null, by = LEAVER as string } = {},
): string {
  return file(
    flows,
    SUITE,
    {
      离职原因: '个人原因',
      最后工作日: lastDay,
      ...(successor ? { 工作交接人: JSON.stringify([successor]) } : {}),
    },
    by,
  );
}

/** Everybody whose turn it is agrees, until the approval is through. */
export function agree(flows: Flows, id: string): void {
  for (let turn = 0; turn < 10; turn += 1) {
    const task = flows.dingtalk.control.approval(id).tasks.find((open) => open.status === 'RUNNING');
    if (!task) return;
    flows.dingtalk.control.agree(id, { userId: task.userId });
  }
}

/** Who approves next says no. */
export function refuse(flows: Flows, id: string): void {
  const task = flows.dingtalk.control.approval(id).tasks.find((open) => open.status === 'RUNNING');
  if (task) flows.dingtalk.control.refuse(id, { userId: task.userId });
}
