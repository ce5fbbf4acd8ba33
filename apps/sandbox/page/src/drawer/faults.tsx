import { useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import type { Fault, FaultKind } from '../../../src/state.ts';
import { sandbox } from '../api.ts';
import { Choice } from '../kit/choice.tsx';
import { useAction } from '../kit/use-action.ts';
import { faultWords } from './fault-words.ts';

const kinds = Object.keys(faultWords) as FaultKind[];
const groups = ['整体', '接口', '推送'] as const;

/** 故障开关: what DingTalk is documented to do on a bad day, on request. */
export function Faults({ state }: { state: StateView }) {
  const [times, setTimes] = useState<'1' | '3' | 'on'>('on');
  const { busy, run } = useAction();
  const toggle = (kind: FaultKind, active: Fault[]) =>
    run(async () => {
      if (active.length === 0) await sandbox.addFault({ kind, ...(times === 'on' ? {} : { times: Number(times) }) });
      for (const fault of active) await sandbox.liftFault(fault.id);
    });
  return (
    <>
      <div className="drawer-head">
        <p className="muted">打开后立即生效，应用应当自己恢复。</p>
        <Choice
          label="生效次数"
          value={times}
          onChange={setTimes}
          options={[
            { id: '1', label: '一次' },
            { id: '3', label: '三次' },
            { id: 'on', label: '直到关闭' },
          ]}
        />
      </div>
      {groups.map((group) => (
        <section key={group} className="fault-group">
          <h3>{group}</h3>
          <ul>
            {kinds
              .filter((kind) => faultWords[kind].group === group)
              .map((kind) => {
                const active = state.faults.filter((fault) => fault.kind === kind);
                return (
                  <li key={kind}>
                    <Switch kind={kind} active={active} busy={busy} onToggle={() => toggle(kind, active)} />
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
    </>
  );
}

type SwitchProps = { kind: FaultKind; active: Fault[]; busy: boolean; onToggle: () => void };

function Switch({ kind, active, busy, onToggle }: SwitchProps) {
  const { name, effect } = faultWords[kind];
  const left = active.find((fault) => fault.times !== null)?.times;
  return (
    <label className="switch">
      <span className="grow">
        <b>{name}</b>
        <small>
          {effect}
          {left ? `（还剩 ${left} 次）` : ''}
        </small>
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={active.length > 0}
        aria-checked={active.length > 0}
        disabled={busy}
        onChange={onToggle}
      />
    </label>
  );
}
