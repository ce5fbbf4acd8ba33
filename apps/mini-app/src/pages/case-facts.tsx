import type { HandoverView, PersonRef } from '@baton/api/client';
import { daysBetween } from '../days.ts';
import { type TextKey, t } from '../i18n/t.ts';
import { Note } from '../kit/note.tsx';
import { Person } from '../kit/person.tsx';
import { sayDay, sayDue, sayTime } from '../say-days.ts';
import { GateQuestions } from './gate-questions.tsx';

type Props = { handover: HandoverView };

/** The three dates that are so often mixed up. */
export function CaseDates({ handover, today }: Props & { today: string }) {
  const { lastWorkingDay, legalEndDate, accessCutoffAt } = handover;
  const dates: [TextKey, string | null][] = [
    ['handover.lastWorkingDay', lastWorkingDay && sayDay(lastWorkingDay, today)],
    ['handover.legalEndDate', legalEndDate && sayDay(legalEndDate, today)],
    ['handover.accessCutoffAt', accessCutoffAt && sayTime(accessCutoffAt)],
  ];
  return (
    <section className="card card-pad" aria-labelledby="dates">
      <div className="card-head">
        <h2 id="dates">{t('handover.dates')}</h2>
      </div>
      <dl className="facts">
        {dates.map(([key, said]) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd className="numeric">
              {said ? <strong>{said}</strong> : <span className="muted">{t('common.notSet')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Everyone with a part in it, and which position and template it is about. */
export function CasePeople({ handover }: Props) {
  const { position, templates } = handover;
  const parts: [TextKey, PersonRef | null][] = [
    ['person.successor', handover.successor],
    ['person.interim', handover.interimHolder],
    ['person.manager', handover.manager],
    ['person.witness', handover.witness],
    ['person.hr', handover.hr],
  ];
  // A successor is always wanted; the others are only worth a line when there is one.
  const shown = parts.filter(([key, person]) => person !== null || key === 'person.successor');
  return (
    <section className="card card-pad" aria-labelledby="people">
      <div className="card-head">
        <h2 id="people">{t('handover.people')}</h2>
      </div>
      <ul className="lines">
        {shown.map(([key, person]) => (
          <li key={key} className="pair">
            <span className="muted">{t(key)}</span>
            {person ? <Person person={person} small about="" /> : <span className="muted">{t('common.none')}</span>}
          </li>
        ))}
        {position ? (
          <li className="pair">
            <span className="muted">{t('handover.position')}</span>
            <span>
              {position.name}
              {position.rule ? (
                <span className="muted small block">{t('handover.rule', { rule: position.rule })}</span>
              ) : null}
            </span>
          </li>
        ) : null}
        {templates.length > 0 ? (
          <li className="pair">
            <span className="muted">{t('handover.templates')}</span>
            <span>
              {templates.map((template) => (
                <span className="block" key={template.key}>
                  {t('handover.templateVersion', { name: template.name, version: template.version })}
                </span>
              ))}
            </span>
          </li>
        ) : null}
      </ul>
    </section>
  );
}

/** 业务放行: what still stands in the way. */
export function Gate({ handover }: Props) {
  const { gate, releasedAt, releasedBy, launchedAt } = handover;
  if (launchedAt === null) return null;
  return (
    <section className="card card-pad" aria-labelledby="gate">
      <div className="card-head">
        <h2 id="gate">{t('handover.gate')}</h2>
      </div>
      {releasedAt ? (
        <Note tone="ok">
          {t('handover.gateReleased', { name: releasedBy?.name ?? t('common.someone'), time: sayTime(releasedAt) })}
        </Note>
      ) : gate.open ? (
        <Note tone="ok">{t('handover.gateOpen')}</Note>
      ) : (
        <>
          {gate.blockers.length > 0 ? <Note>{t('handover.gateClosed', { count: gate.blockers.length })}</Note> : null}
          <GateQuestions gate={gate} />
        </>
      )}
    </section>
  );
}

const NEAR_DAYS = 14;
/** Further away the date alone says it. */
const isNear = (dueOn: string, today: string): boolean => daysBetween(today, dueOn) <= NEAR_DAYS;

/** 法定时限: runs on its own, whatever the gate says; whether HR has done it is not kept here. */
export function Statutory({ handover, today }: Props & { today: string }) {
  // Whoever stays needs no certificate.
  if (handover.statutory.length === 0 || handover.state === 'withdrawn') return null;
  return (
    <section className="card card-pad" aria-labelledby="statutory">
      <div className="card-head">
        <h2 id="statutory">{t('handover.statutory')}</h2>
      </div>
      <ul className="lines">
        {handover.statutory.map((step) => (
          <li key={step.key}>
            <span>
              {t(`statutory.${step.key}`)}
              <span className="muted small block">{sayDay(step.dueOn, today)}</span>
            </span>
            {step.dueOn < today ? (
              <span className="tag">{t('handover.statutoryPast')}</span>
            ) : isNear(step.dueOn, today) ? (
              <span className="tag">{sayDue(step.dueOn, today)}</span>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="field-hint">{t('handover.statutoryHint')}</p>
    </section>
  );
}
