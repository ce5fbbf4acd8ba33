import { type FormEvent, useId, useRef, useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { sandbox } from '../api.ts';
import { addDays, calendarDay, hourMinute, monthDay, shanghai, weekday } from '../format.ts';
import { Icon } from '../kit/icon.tsx';
import { useAction } from '../kit/use-action.ts';
import { useNow } from './use-now.ts';

const HOUR = 3_600_000;
const steps = [
  { label: '1 小时', ms: HOUR },
  { label: '1 天', ms: 24 * HOUR },
  { label: '1 周', ms: 7 * 24 * HOUR },
];

/** The sandbox's clock: it only goes forward, like the real one, but as fast as one likes. */
export function Clock({ state, marked }: { state: StateView; marked: boolean }) {
  const now = useNow(state.now);
  const { busy, run } = useAction();
  const forward = (ms: number) => run(() => sandbox.forward(ms));
  return (
    <div className={`clock${marked ? ' marked' : ''}`}>
      <span className="clock-face" title="沙箱里的时间">
        <Icon name="clock" />
        <span>
          <b>{hourMinute(now)}</b> {monthDay(now)} {weekday(now)}
        </span>
      </span>
      <fieldset className="clock-steps" disabled={busy}>
        <legend>前进</legend>
        {steps.map((step) => (
          <button key={step.label} type="button" aria-label={`时间前进 ${step.label}`} onClick={() => forward(step.ms)}>
            {step.label}
          </button>
        ))}
        <ClockTo now={now} onForward={forward} />
      </fieldset>
    </div>
  );
}

/** 前进到…: a day and a time of day, tomorrow morning to begin with. */
function ClockTo({ now, onForward }: { now: number; onForward: (ms: number) => Promise<boolean> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [day, setDay] = useState('');
  const [time, setTime] = useState('09:05');
  const ids = { day: useId(), time: useId(), title: useId() };
  const open = () => {
    setDay(addDays(calendarDay(now), 1));
    dialog.current?.showModal();
  };
  const target = day && time ? shanghai(day, time) : Number.NaN;
  const ahead = target > now;
  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (await onForward(target - now)) dialog.current?.close();
  };
  return (
    <>
      <button type="button" aria-label="时间前进到指定时刻" onClick={open}>
        到…
      </button>
      <dialog ref={dialog} className="small-dialog" aria-labelledby={ids.title}>
        <form onSubmit={(event) => void go(event)}>
          <h3 id={ids.title}>把时间调到</h3>
          <div className="pair">
            <div className="field">
              <label htmlFor={ids.day}>日期</label>
              <input
                id={ids.day}
                type="date"
                required
                value={day}
                min={calendarDay(now)}
                onChange={(e) => setDay(e.target.value)}
              />
            </div>
            <div className="field">
              <label htmlFor={ids.time}>时间</label>
              <input id={ids.time} type="time" required value={time} onChange={(e) => setTime(e.target.value)} />
            </div>
          </div>
          <p className="muted">
            {ahead || Number.isNaN(target) ? '途中到期的推送和提醒会依次发生。' : '时间只能前进，请选一个更晚的时刻。'}
          </p>
          <div className="buttons">
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              取消
            </button>
            <button type="submit" className="button main" disabled={!ahead}>
              前进
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
