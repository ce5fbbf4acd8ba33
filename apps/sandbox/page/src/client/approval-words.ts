import type { ApprovalView, StateView } from '../../../src/control/control.ts';

type Tone = 'wait' | 'good' | 'bad' | 'still';

/** How an approval stands, in a word and a colour. */
export function approvalStatus(approval: ApprovalView): { text: string; tone: Tone } {
  if (approval.status === 'RUNNING') return { text: '审批中', tone: 'wait' };
  if (approval.status === 'TERMINATED') return { text: '已撤销', tone: 'still' };
  return approval.result === 'agree' ? { text: '已通过', tone: 'good' } : { text: '已拒绝', tone: 'bad' };
}

const recordWords: Record<ApprovalView['records'][number]['type'], Record<'AGREE' | 'REFUSE' | 'NONE', string>> = {
  START_PROCESS_INSTANCE: { AGREE: '提交申请', REFUSE: '提交申请', NONE: '提交申请' },
  EXECUTE_TASK_NORMAL: { AGREE: '已同意', REFUSE: '已拒绝', NONE: '已处理' },
  TERMINATE_PROCESS_INSTANCE: { AGREE: '撤销申请', REFUSE: '撤销申请', NONE: '撤销申请' },
  FINISH_PROCESS_INSTANCE: { AGREE: '审批结束', REFUSE: '审批结束', NONE: '审批结束' },
  ADD_REMARK: { AGREE: '评论', REFUSE: '评论', NONE: '评论' },
  PROCESS_CC: { AGREE: '抄送', REFUSE: '抄送', NONE: '抄送' },
};
export const recordWord = (record: ApprovalView['records'][number]) => recordWords[record.type][record.result];

/** Someone's name, or the userid of somebody who is not in the list. */
export const nameOf = (state: StateView, userid: string) =>
  state.people.find((person) => person.userid === userid)?.name ?? userid;

/** A form value as a person reads it: userids become names, lists are joined. */
export function readableValue(state: StateView, componentType: string, value: string): string {
  if (componentType !== 'InnerContactField' && componentType !== 'DDMultiSelectField') return value;
  const list: unknown = parsed(value);
  if (!Array.isArray(list)) return value;
  return list
    .map((item) => (componentType === 'InnerContactField' ? nameOf(state, String(item)) : String(item)))
    .join('、');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
