import type { PushView, StateView } from '../../../src/control/control.ts';
import { sandbox } from '../api.ts';
import { exactTime } from '../format.ts';
import { useAction } from '../kit/use-action.ts';
import { useLive } from '../use-live.ts';

type Tone = 'wait' | 'good' | 'bad' | 'still';
const outcomes: Record<PushView['outcome'], { text: string; tone: Tone }> = {
  waiting: { text: '等待推送', tone: 'wait' },
  held: { text: '扣住未发', tone: 'wait' },
  delivered: { text: '已送达', tone: 'good' },
  failed: { text: '失败', tone: 'bad' },
  lost: { text: '丢失', tone: 'bad' },
  over_quota: { text: '超出额度', tone: 'bad' },
  not_subscribed: { text: '未订阅', tone: 'still' },
};

/** 每次推送: what was sealed, when it was tried, and what the app's server answered. */
export function Pushes({ state }: { state: StateView }) {
  const { data, problem } = useLive('pushes', sandbox.pushes);
  const { busy, run } = useAction();
  const check = () =>
    run(async () => {
      const answer = await sandbox.checkUrl();
      if (!answer.ok) throw new Error(`回调地址没有通过验证：${answer.problem ?? '没有回应'}`);
    }, '回调地址验证通过');
  return (
    <>
      <div className="drawer-head">
        <p className="muted">
          {state.settings.pushUrl ? (
            <>
              推送到 <code>{state.settings.pushUrl}</code>
            </>
          ) : (
            '还没有设置推送地址：事件会留下，但不会发出。'
          )}
        </p>
        <button type="button" className="button" disabled={busy || !state.settings.pushUrl} onClick={check}>
          验证地址
        </button>
      </div>
      {problem && <p className="problem">{problem}</p>}
      {data?.length === 0 && <p className="muted">还没有推送。提交一份审批，事件就会出现在这里。</p>}
      <ul className="log">
        {[...(data ?? [])].reverse().map((push) => (
          <li key={push.id}>
            <PushRow push={push} busy={busy} onAgain={() => run(() => sandbox.redeliver(push.id), '又推送了一次')} />
          </li>
        ))}
      </ul>
    </>
  );
}

function PushRow({ push, busy, onAgain }: { push: PushView; busy: boolean; onAgain: () => void }) {
  const outcome = outcomes[push.outcome];
  const kind = typeof push.body.type === 'string' ? ` · ${push.body.type}` : '';
  return (
    <details>
      <summary>
        <span className="grow">
          <b>
            {push.type}
            {kind}
          </b>
          <small>
            {exactTime(push.bornAt)}
            {push.metered ? '' : ' · 不计费'} · 推送 {push.attempts.length} 次
          </small>
        </span>
        <span className={`tag tag-${outcome.tone}`}>{outcome.text}</span>
      </summary>
      <ol className="attempts">
        {push.attempts.map((attempt) => (
          <li key={attempt.at}>
            {exactTime(attempt.at)} · {attempt.status === null ? '没有回应' : `HTTP ${attempt.status}`} · {attempt.ms}{' '}
            毫秒
            {attempt.problem && <em> {attempt.problem}</em>}
          </li>
        ))}
        {push.outcome === 'waiting' && <li>下一次：{exactTime(push.dueAt)}</li>}
        {push.listedAt && <li>进入失败列表：{exactTime(push.listedAt)}</li>}
      </ol>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label="推送内容" tabIndex={0} className="code">
        <pre>{JSON.stringify(push.body, null, 2)}</pre>
      </section>
      <button type="button" className="button" disabled={busy} onClick={onAgain}>
        再推送一次
      </button>
    </details>
  );
}
