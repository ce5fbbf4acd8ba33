import { localDay } from '@baton/core';
import type { Sandbox } from '@baton/sandbox';
import { SUITE } from '../../test/house/resign.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Files a resignation a month ahead in the local DingTalk and lets everybody agree but the last.
 * @returns the approval and whose word is still missing
 */
export function fileAndHalfAgree(
  control: Sandbox['control'],
  leaver: { userId: string; successorId: string },
): { id: string; lastApprover: string } {
  const { id } = control.startApproval({
    processCode: SUITE,
    originatorUserId: leaver.userId,
    values: [
      { name: '离职原因', value: '个人原因' },
      { name: '最后工作日', value: localDay(new Date(control.now().getTime() + 30 * DAY_MS)) },
      { name: '工作交接人', value: JSON.stringify([leaver.successorId]) },
    ],
  });
  for (;;) {
    const { tasks, steps } = control.approval(id);
    const task = tasks.find(({ status }) => status === 'RUNNING');
    if (!task) throw new Error('the approval ended too early');
    if (task.userId === steps.at(-1)?.userIds[0]) return { id, lastApprover: task.userId };
    control.agree(id, { userId: task.userId });
  }
}
