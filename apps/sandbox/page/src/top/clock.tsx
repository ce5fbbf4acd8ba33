import { type FormEvent, useId, useRef, useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { calendarDay, dayAndTime, hourMinute, monthDay, shanghai, weekday } from '../format.ts';
import { Icon } from '../kit/icon.tsx';
import type { Forward } from './use-forward.ts';
import { useNow } from './use-now.ts';
import { nextMorning } from './working-time.ts';

const HOUR = 3_600_000;
const steps = [
  { label: '1 小时', ms: HOUR },
  { label: '1 天', ms: 24 * HOUR },
  { label: '1 周', ms: 7 * 24 * HOUR },
];

type Props = { state: StateView; marked: boolean; forward: Forward };

/** The sandbox's clock: it only goes forward, like the real one, but as fast as one likes. */
export function Clock({ state, marked, forward }: Props) {
  const now = useNow(state.now);
  const { target } = forward;
  const moving = target !== null;
  return (
    <div className={`clock${marked ? ' marked' : ''}`}>
      <span className="clock-face" title="本地钉钉里的时间，不论您在哪个时区">
        {moving ? <span className="spinner" aria-hidden="true" /> : <Icon name="clock" />}
        <span>
          <small>北京时间</small> <b>{hourMinute(now)}</b>{' '}
          <span className="clock-day">
            {monthDay(now)} {weekday(now)}
          </span>
        </span>
      </span>
      <fieldset className="clock-steps" disabled={moving}>
        <legend>{moving ? '正在前进…' : '前进'}</legend>
        {steps.map((step) => (
          <button
            key={step.label}
            type="button"
            aria-label={`时间前进 ${step.label}`}
            onClick={() => void forward.by(step.ms)}
          >
            {step.label}
          </button>
        ))}
        <ClockTo now={now} forward={forward} />
      </fieldset>
      <span className="hidden" role="status">
        {moving && `时间正在前进到 ${dayAndTime(target)}`}
      </span>
    </div>
  );
}

/** 前进到…: a day and a time of day; the next working morning to begin with, when the robot has just spoken. */
function ClockTo({ now, forward }: { now: number; forward: Forward }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const ids = { day: useId(), time: useId(), title: useId() };
  const open = () => {
    const morning = nextMorning(now);
    setDay(calendarDay(morning));
    setTime(hourMinute(morning));
    dialog.current?.showModal();
  };
  const target = day && time ? shanghai(day, time) : Number.NaN;
  const ahead = target > now;
  const go = (event: FormEvent) => {
    event.preventDefault();
    dialog.current?.close();
    void forward.by(target - now);
  };
  return (
    <>
      <button type="button" aria-label="时间前进到指定时刻" onClick={open}>
        到…
      </button>
      <dialog ref={dialog} className="small-dialog" aria-labelledby={ids.title}>
        <form onSubmit={go}>
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
              <label htmlFor={ids.time}>时间（北京时间）</label>
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
