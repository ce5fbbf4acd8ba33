import { useMemo } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { sandbox } from '../api.ts';
import { exactTime } from '../format.ts';
import { useLive } from '../use-live.ts';

const SHOWN = 300;

/** 接口调用: how much of the monthly quota is used, and by what. */
export function Calls({ state }: { state: StateView }) {
  const { data, problem } = useLive('calls', sandbox.calls);
  const latest = useMemo(() => [...(data ?? [])].reverse().slice(0, SHOWN), [data]);
  const { counts, settings } = state;
  return (
    <>
      <Quota name="计费调用" used={counts.calls} quota={settings.callQuota} />
      <Quota name="事件推送" used={counts.pushes} quota={settings.pushQuota} />
      <p className="muted">
        启动以来共 {counts.allCalls} 次调用，本月计费 {counts.calls} 次；通讯录与智能人事的多数接口不计费。
      </p>
      {problem && <p className="problem">{problem}</p>}
      <ul className="log rows">
        {latest.map((call) => (
          <li key={call.id}>
            <span className="grow">
              <b>
                <i>{call.method}</i> {call.path}
              </b>
              <small>
                {exactTime(call.at)}
                {call.code ? ` · ${call.code}` : ''}
              </small>
            </span>
            {call.metered && <span className="tag tag-wait">计费</span>}
            <span className={`tag tag-${call.status < 400 && !call.code ? 'good' : 'bad'}`}>{call.status}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

const Quota = ({ name, used, quota }: { name: string; used: number; quota: number }) => (
  <div className="quota">
    <span>{name}</span>
    <progress max={quota} value={used} aria-label={`${name}：本月已用 ${used}，额度 ${quota}`} />
    <b>
      {used} / {quota.toLocaleString('en-US')}
    </b>
  </div>
);
