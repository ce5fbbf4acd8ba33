import { useCallback, useMemo, useState } from 'react';
import { sandbox } from '../api.ts';
import { dayAndTime } from '../format.ts';
import { useAction } from '../kit/use-action.ts';
import { restTime } from './working-time.ts';

export type Forward = {
  /** Where the clock is going, epoch ms; null while it just runs on. */
  target: number | null;
  /** How often it has arrived: whoever shows something of the application looks again then. */
  arrivals: number;
  /** Moves the clock on by ms and says what happened on the way. Gives true when it arrived. */
  by(ms: number): Promise<boolean>;
};

/** Moving the sandbox's clock; the one who asks sees that it is under way, and what came of it. */
export function useForward(now: string | undefined): Forward {
  const [target, setTarget] = useState<number | null>(null);
  const [arrivals, setArrivals] = useState(0);
  const { run } = useAction();
  const by = useCallback(
    async (ms: number) => {
      const whole = Math.max(0, Math.round(ms));
      setTarget(Date.parse(now ?? '') + whole);
      const arrived = await run(
        () => sandbox.forward(whole),
        (there) => arrival(there),
      );
      setTarget(null);
      setArrivals((count) => count + 1);
      return arrived;
    },
    [now, run],
  );
  return useMemo(() => ({ target, arrivals, by }), [target, arrivals, by]);
}

/** `到了 11月25日 09:30，机器人发出 3 条消息` */
function arrival({ now, messages }: { now: string; messages: number }): string {
  const there = `到了 ${dayAndTime(now)}（北京时间）`;
  if (messages > 0) return `${there}，机器人发出 ${messages} 条消息`;
  return restTime(now) ? `${there}，机器人没有发消息：夜里和休息日不打扰` : `${there}，机器人没有要发的消息`;
}
