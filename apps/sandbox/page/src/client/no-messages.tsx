import { dayAndTime, hourMinute, weekday } from '../format.ts';
import { Icon } from '../kit/icon.tsx';
import type { Forward } from '../top/use-forward.ts';
import { nextMorning, restTime, SPEAKS } from '../top/working-time.ts';

type Props = { name: string; now: string; forward: Forward };

/** Nobody has written yet: why not, and, when it is only the hour, the way to the morning. */
export function NoMessages({ name, now, forward }: Props) {
  const silent = restTime(now);
  const morning = nextMorning(Date.parse(now));
  return (
    <div className="empty">
      <Icon name="chat" size={40} />
      <h3>还没有消息</h3>
      {silent ? (
        <>
          <p>
            机器人只在工作日 {SPEAKS.from}–{SPEAKS.until} 发消息；现在是北京时间 {weekday(now)} {hourMinute(now)}，
            {silent === 'night' ? '夜里' : '休息日'}不打扰。
          </p>
          <button
            type="button"
            className="button"
            disabled={forward.target !== null}
            onClick={() => void forward.by(morning - Date.parse(now))}
          >
            {forward.target === null ? `把时钟拨到 ${dayAndTime(morning)}` : '时间正在前进…'}
          </button>
        </>
      ) : (
        <p>交接开始以后，机器人会在这里提醒{name}。</p>
      )}
    </div>
  );
}
