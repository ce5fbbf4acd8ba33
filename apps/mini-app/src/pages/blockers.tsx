import type { HandoverView, PersonRef } from '@baton/api/client';
import { t } from '../i18n/t.ts';
import { NudgeButton } from '../kit/nudge-button.tsx';
import { Person } from '../kit/person.tsx';

/** For whom most items wait, most first. */
function waiting(handover: HandoverView): { person: PersonRef; items: number; overdue: number }[] {
  const found = new Map<string, { person: PersonRef; items: number; overdue: number }>();
  for (const item of handover.items) {
    for (const person of item.waitingFor) {
      const entry = found.get(person.userId) ?? { person, items: 0, overdue: 0 };
      entry.items += 1;
      if (item.overdue) entry.overdue += 1;
      found.set(person.userId, entry);
    }
  }
  return [...found.values()].sort((a, b) => b.overdue - a.overdue || b.items - a.items);
}

/** Who holds things up, with a friendly reminder one press away. */
export function Blockers({ handover }: { handover: HandoverView }) {
  const blockers = waiting(handover);
  if (blockers.length === 0) return null;
  return (
    <section className="card card-pad" aria-labelledby="blockers">
      <div className="card-head">
        <h2 id="blockers">{t('handover.blockers')}</h2>
      </div>
      <ul className="lines">
        {blockers.map(({ person, items, overdue }) => (
          <li key={person.userId}>
            <Person
              person={person}
              small
              about={
                <>
                  {t('handover.blockerItems', { count: items })}
                  {overdue > 0 ? (
                    <span className="tone-danger"> · {t('handover.overdue', { count: overdue })}</span>
                  ) : null}
                </>
              }
            />
            {handover.abilities.includes('nudge') ? <NudgeButton handoverId={handover.id} person={person} /> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
