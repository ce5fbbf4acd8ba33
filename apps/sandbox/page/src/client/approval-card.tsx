import { useId, useState } from 'react';
import type { ApprovalView, StateView } from '../../../src/control/control.ts';
import { type ApprovalVerb, sandbox } from '../api.ts';
import { dayAndTime } from '../format.ts';
import { Avatar } from '../kit/avatar.tsx';
import { useAction } from '../kit/use-action.ts';
import { ApprovalTimeline } from './approval-timeline.tsx';
import { approvalStatus, nameOf, readableValue } from './approval-words.ts';

type Props = { approval: ApprovalView; me: string; state: StateView; open: boolean };

/** One approval: what is asked, how it stands, and the buttons that this person has in the client. */
export function ApprovalCard({ approval, me, state, open }: Props) {
  const status = approvalStatus(approval);
  return (
    <details className="approval" open={open}>
      <summary>
        <Avatar userid={approval.originatorUserId} name={nameOf(state, approval.originatorUserId)} size={40} />
        <span className="grow">
          <b>{approval.title}</b>
          <small>
            {dayAndTime(approval.createTime)} · 编号 {approval.businessId}
          </small>
        </span>
        <span className={`tag tag-${status.tone}`}>{status.text}</span>
      </summary>
      <dl className="values">
        {approval.values.map((value) => (
          <div key={value.id}>
            <dt>{value.name}</dt>
            <dd>{readableValue(state, value.componentType, value.value)}</dd>
          </div>
        ))}
      </dl>
      <ApprovalTimeline approval={approval} state={state} />
      <Actions approval={approval} me={me} />
    </details>
  );
}

const said: Record<ApprovalVerb, string> = { agree: '已同意', refuse: '已拒绝', withdraw: '已撤销', comment: '已评论' };

function Actions({ approval, me }: { approval: ApprovalView; me: string }) {
  const [remark, setRemark] = useState('');
  const { busy, run } = useAction();
  const field = useId();
  const running = approval.status === 'RUNNING';
  const mine = running && approval.tasks.some((task) => task.userId === me && task.status === 'RUNNING');
  const started = running && approval.originatorUserId === me;
  const act = async (verb: ApprovalVerb) => {
    if (await run(() => sandbox.act(approval.id, verb, { userId: me, remark }), said[verb])) setRemark('');
  };
  const comment = remark.trim() !== '';
  return (
    <div className="approval-actions">
      <label className="hidden" htmlFor={field}>
        {mine ? '审批意见' : '评论'}
      </label>
      <input
        id={field}
        value={remark}
        onChange={(event) => setRemark(event.target.value)}
        placeholder={mine ? '审批意见（选填）' : '写一条评论'}
      />
      <div className="buttons">
        {mine && (
          <>
            <button type="button" className="button bad" disabled={busy} onClick={() => act('refuse')}>
              拒绝
            </button>
            <button type="button" className="button main" disabled={busy} onClick={() => act('agree')}>
              同意
            </button>
          </>
        )}
        {started && (
          <button type="button" className="button" disabled={busy} onClick={() => act('withdraw')}>
            撤销申请
          </button>
        )}
        {!mine && (
          <button type="button" className="button" disabled={busy || !comment} onClick={() => act('comment')}>
            评论
          </button>
        )}
      </div>
    </div>
  );
}
