import type { HandoverView } from '@baton/api/client';
import type { CaseState } from '@baton/core';
import { t } from '../i18n/t.ts';
import { Note } from '../kit/note.tsx';
import { Person } from '../kit/person.tsx';
import { Bar, Ring } from '../kit/progress.tsx';
import { CaseStateTag } from '../kit/tags.tsx';

const STAGES: readonly CaseState[] = ['preparing', 'planning', 'active', 'awaiting_release', 'released', 'archived'];
/** 补交接 stands where 交接中 stands: the same work, after the person has gone. */
const stageOf = (state: CaseState): number => STAGES.indexOf(state === 'supplementing' ? 'active' : state);

/** Who, how far, and at which stage. */
export function CaseHead({ handover }: { handover: HandoverView }) {
  const { progress, state, leaver } = handover;
  const now = stageOf(state);
  return (
    <section className="card card-pad" aria-label={t('handover.progress')}>
      <div className="hero-person">
        <Person person={leaver} />
        <CaseStateTag state={state} />
      </div>
      {progress.total === 0 ? null : (
        <div className="hero">
          <Ring percent={progress.percent} />
          <div>
            <Line name={t('level.must')} done={progress.mustDone} total={progress.mustTotal} />
            <Line name={t('common.all')} done={progress.done} total={progress.total} />
            {state === 'released' && progress.done < progress.total ? (
              <p className="muted small hero-line">
                {t('handover.afterRelease', { count: progress.total - progress.done })}
              </p>
            ) : null}
            {progress.overdue > 0 ? (
              <p className="tone-danger small hero-line">{t('handover.overdue', { count: progress.overdue })}</p>
            ) : null}
          </div>
        </div>
      )}
      {now < 0 ? (
        <div className="notes">
          <Note tone="warn">
            {handover.withdrawnBecause === ''
              ? t('caseState.withdrawn')
              : t('handover.withdrawnBecause', { reason: handover.withdrawnBecause })}
          </Note>
        </div>
      ) : (
        <ol className="stages" aria-label={t('handover.stages')}>
          {STAGES.map((stage, index) => (
            <li
              key={stage}
              className={index < now ? 'past' : index === now ? 'now' : ''}
              aria-current={index === now ? 'step' : undefined}
            >
              {t(`caseState.${index === now ? state : stage}`)}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Line({ name, done, total }: { name: string; done: number; total: number }) {
  return (
    <div className="hero-line">
      <div>
        <span>{name}</span>
        <span className="muted numeric">
          {done}/{total}
        </span>
      </div>
      <Bar done={done} total={total} />
    </div>
  );
}
