import type { ApprovalView, StateView } from '../../../src/control/control.ts';
import { dayAndTime } from '../format.ts';
import { nameOf, recordWord } from './approval-words.ts';

type Props = { approval: ApprovalView; state: StateView };

type Entry = { key: string; tone: 'done' | 'bad' | 'now' | 'next' | 'talk'; title: string; at: string; text: string };

/** What has happened, who is being waited for, and which nodes are still to come. */
function entriesOf({ approval, state }: Props): Entry[] {
  const happened = approval.records.map((record, index): Entry => {
    const tone = record.type === 'ADD_REMARK' ? 'talk' : record.result === 'REFUSE' ? 'bad' : 'done';
    const who = nameOf(state, record.userId);
    return {
      key: `r${index}`,
      tone,
      title: record.type === 'FINISH_PROCESS_INSTANCE' ? recordWord(record) : `${who} ${recordWord(record)}`,
      at: dayAndTime(record.at),
      text: record.remark,
    };
  });
  if (approval.status !== 'RUNNING') return happened;
  const begun = new Set(approval.tasks.map((task) => task.activityId));
  const waiting = approval.tasks
    .filter((task) => task.status === 'RUNNING')
    .map((task): Entry => {
      const title = `等待 ${nameOf(state, task.userId)} 审批`;
      return { key: `t${task.taskId}`, tone: 'now', title, at: task.groupName, text: '' };
    });
  const coming = approval.steps
    .filter((step) => !begun.has(step.activityId))
    .map((step): Entry => {
      const title = step.userIds.map((userid) => nameOf(state, userid)).join('、');
      return { key: step.activityId, tone: 'next', title, at: step.name, text: '' };
    });
  return [...happened, ...waiting, ...coming];
}

export const ApprovalTimeline = (props: Props) => (
  <ol className="timeline" aria-label="审批流程">
    {entriesOf(props).map((entry) => (
      <li key={entry.key} className={`timeline-${entry.tone}`}>
        <span>{entry.title}</span>
        <small>{entry.at}</small>
        {entry.text && <p>{entry.text}</p>}
      </li>
    ))}
  </ol>
);
