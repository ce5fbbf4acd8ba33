import { useCallback, useState } from 'react';
import { sandbox } from '../api.ts';
import { useAction } from '../kit/use-action.ts';

export type RestPlayer = {
  /** How often it has come to an end. */
  ends: number;
  /** Lets everybody do what is left of a departure; true when nothing of it is. */
  play(input: { leaver: string; reader: string }): Promise<boolean>;
};

/** 替大家办完: the application's own players do the rest, as people would. How far they are is in the state. */
export function useRest(): RestPlayer {
  const [ends, setEnds] = useState(0);
  const { run } = useAction();
  const play = useCallback(
    async (input: { leaver: string; reader: string }) => {
      const done = await run(
        () => sandbox.playRest(input),
        ({ played }) => (played > 0 ? `大家办完了其余 ${played} 项` : '已经没有要办的事项了'),
      );
      setEnds((count) => count + 1);
      return done;
    },
    [run],
  );
  return { ends, play };
}
