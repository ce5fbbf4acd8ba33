import { useEffect, useRef } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { Icon } from '../kit/icon.tsx';
import { GuideNow } from './guide-now.tsx';
import type { GuideStep } from './guide-steps.ts';
import type { Forward } from './use-forward.ts';
import type { Guide } from './use-guide.ts';
import type { RestPlayer } from './use-rest.ts';

type Props = {
  guide: Guide;
  state: StateView;
  forward: Forward;
  rest: RestPlayer;
  /** True while the app is open in the hands of the step's person. */
  there: boolean;
  onGo: (step: GuideStep) => void;
};

/** 演一遍: where the story stands, whose turn it is, and one button that takes a newcomer there. */
export function GuideStrip({ guide, onGo, ...now }: Props) {
  const { steps, current } = guide;
  const list = useRef<HTMLOListElement>(null);
  const id = current?.id;
  useEffect(() => {
    const chip = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (chip && list.current) list.current.scrollLeft = chip.offsetLeft - list.current.offsetLeft - 24;
  }, [id]);
  if (steps.length === 0 || guide.hidden) return null;
  return (
    <section className="guide" aria-label="演一遍">
      <div className="guide-line">
        <h2>演一遍</h2>
        <ol ref={list}>
          {steps.map((step, index) => (
            <li key={step.id}>
              <button
                type="button"
                className={step.done ? 'done' : ''}
                aria-current={step === current ? 'step' : undefined}
                onClick={() => onGo(step)}
              >
                <span className="dot">{step.done ? <Icon name="check" size={12} /> : index + 1}</span>
                {step.title}
                {step.done && <span className="hidden">（已完成）</span>}
              </button>
            </li>
          ))}
        </ol>
        <button type="button" className="icon-button" aria-label="收起演示引导" onClick={() => guide.hide(true)}>
          <Icon name="close" size={16} />
        </button>
      </div>
      <div className="guide-now">
        {current ? (
          <GuideNow step={current} guide={guide} onGo={onGo} {...now} />
        ) : (
          <p role="status">
            演完了：从一纸离职申请，到人人确认、HR
            放行，审批单上留下了一条评论。换个人再试，或者打开「故障」看看它怎样应对。
          </p>
        )}
      </div>
    </section>
  );
}
