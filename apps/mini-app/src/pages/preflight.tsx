import type { HandoverView } from '@baton/api/client';
import { type TextKey, t } from '../i18n/t.ts';
import { zhMore } from '../i18n/zh-more.ts';

type Problem = HandoverView['preflight'][number];

/** A colleague's name, a role's, or the bare subject of a role newer than this page. */
function subjectOf({ person, subject }: Problem): string {
  const role = `role.${subject}`;
  return person?.name ?? (role in zhMore ? t(role as TextKey) : subject);
}

/** What keeps the handover from starting, and who can mend it. */
export function Preflight({ handover }: { handover: HandoverView }) {
  const blocking = handover.preflight.filter((problem) => problem.blocking).length;
  const sorted = [...handover.preflight].sort((a, b) => Number(b.blocking) - Number(a.blocking));
  return (
    <section className="card card-pad" aria-labelledby="preflight">
      <div className="card-head">
        <h2 id="preflight">{t('handover.preflight')}</h2>
      </div>
      <p className="muted">
        {blocking > 0 ? t('handover.preflightBlocking', { count: blocking }) : t('handover.preflightWarning')}
      </p>
      <ul className="problems">
        {sorted.map((problem) => (
          <li key={`${problem.code}${problem.subject}`}>
            <span className={`tag ${problem.blocking ? 'tag-danger' : 'tag-warn'}`}>
              {t(problem.blocking ? 'handover.mustFix' : 'handover.warn')}
            </span>
            <div>
              {t(`preflight.${problem.code}`, { subject: subjectOf(problem) })}
              {problem.fixers.length > 0 ? (
                <p className="muted small">
                  {t('handover.fixers', {
                    names: problem.fixers.map((person) => person.name).join(t('common.listComma')),
                  })}
                </p>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
