import { say } from './texts.ts';

/** 选文件 → 核对 → 导入, and where one is. */
export function ImportSteps({ now, isOver }: { now: 1 | 2 | 3; isOver: boolean }) {
  const steps = [say('step1'), say('step2'), say('step3')];
  return (
    <ol className="import-steps">
      {steps.map((label, at) => {
        const isPast = at + 1 < now || isOver;
        return (
          <li
            key={label}
            className={isPast ? 'past' : ''}
            aria-current={!isOver && at + 1 === now ? 'step' : undefined}
          >
            <span aria-hidden="true">{isPast ? '✓' : at + 1}</span>
            {label}
          </li>
        );
      })}
    </ol>
  );
}
