import type { ReactNode } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { dayAndTime } from '../format.ts';
import { type GuideStep, LEAVER } from './guide-steps.ts';
import type { Forward } from './use-forward.ts';
import type { Guide } from './use-guide.ts';
import type { RestPlayer } from './use-rest.ts';
import { nextMorning } from './working-time.ts';

type Props = {
  step: GuideStep;
  guide: Guide;
  state: StateView;
  forward: Forward;
  rest: RestPlayer;
  there: boolean;
  onGo: (step: GuideStep) => void;
};

/** A night lies between what was said on the day and the robot's next round. */
const NIGHT_MS = 9 * 3_600_000;

/** The clock was moved and the step is still not done. */
const NOT_YET = '还没有轮到提醒他：提醒按每一项的截止日发，离得近了才发。再往前拨一个早上看看。';

/** The step in hand: what to do, and the buttons that do it or lead there. */
export function GuideNow(props: Props) {
  const { step, guide, there, onGo } = props;
  const { running, done, total, last } = props.state.rest ?? { running: false, done: 0, total: 0, last: '' };
  const next = () => {
    const following = guide.finish();
    if (following) onGo(following);
  };
  const offer = step.offers && OFFERS[step.offers](props, next);
  const tone = offer ? 'button' : 'button main';
  if (step.offers === 'rest' && running)
    return (
      <>
        <progress aria-label="其余事项" max={total || 1} value={done} />
        <p role="status">
          {total > 0 ? `已办完 ${done} / ${total} 项` : '正在打开交接单…'}
          {last && `：${last}`}
        </p>
      </>
    );
  return (
    <>
      <p role="status">{step.offers === 'morning' && props.forward.arrivals > 0 ? NOT_YET : step.hint}</p>
      <span className="guide-buttons">
        {offer}
        {step.byHand && there ? (
          <button type="button" className={tone} onClick={next}>
            做完了，下一步
          </button>
        ) : (
          <button type="button" className={tone} onClick={() => onGo(step)}>
            带我去
          </button>
        )}
      </span>
    </>
  );
}

const OFFERS: Record<NonNullable<GuideStep['offers']>, (props: Props, next: () => void) => ReactNode> = {
  morning: ({ step, state, forward, onGo }) => {
    const now = Date.parse(state.now);
    const morning = nextMorning(now, NIGHT_MS);
    const go = () => {
      onGo(step);
      void forward.by(morning - now);
    };
    return (
      <button type="button" className="button main" disabled={forward.target !== null} onClick={go}>
        {forward.target === null ? `拨到 ${dayAndTime(morning)}` : '时间正在前进…'}
      </button>
    );
  },
  rest: ({ step, rest }, next) => (
    <button
      type="button"
      className="button main"
      onClick={() => void rest.play({ leaver: LEAVER, reader: step.who }).then((done) => done && next())}
    >
      替大家办完其余事项
    </button>
  ),
};
