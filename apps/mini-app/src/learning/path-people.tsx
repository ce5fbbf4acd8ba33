import type { LearningReply, ReadingPathView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { say as sayLearning } from '../i18n/learning.ts';
import { Button } from '../kit/button.tsx';
import { Link } from '../kit/link.tsx';
import { Person } from '../kit/person.tsx';
import { sayDay } from '../say-days.ts';
import { say } from './path-texts.ts';
import { PutOnPath } from './put-on-path.tsx';
import { learningQuery } from './queries.ts';

/**
 * Who is on the path now, as far as one leads them, and the way to put somebody on it.
 * @param isEdited what would happen could not be foreseen before it is saved
 */
export function PathPeople({ view, isEdited }: { view: ReadingPathView; isEdited: boolean }) {
  const heading = useId();
  const [putting, setPutting] = useState(false);
  const team = useQuery(learningQuery('team'));
  const paths = (team.data?.paths ?? []).filter(({ position }) => position.key === view.position.key);
  return (
    <section aria-labelledby={heading}>
      <div className="path-head">
        <h2 id={heading}>
          {say('people')}
          {paths.length > 0 ? <span className="count">{paths.length}</span> : null}
        </h2>
        <Button small tone="quiet" icon="plus" disabled={isEdited} onClick={() => setPutting(true)}>
          {say('put')}
        </Button>
      </div>
      {paths.length === 0 ? (
        <p className="path-none">{say('nobody')}</p>
      ) : (
        <ul className="card rows">
          {paths.map((path) => (
            <li key={path.id}>
              <Link href="/learning?of=team" className="row">
                <div className="row-main">
                  <Person person={path.person} about={aboutOf(path)} />
                </div>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {putting ? <PutOnPath view={view} onClose={() => setPutting(false)} /> : null}
    </section>
  );
}

const aboutOf = ({ steps, startedOn }: LearningReply['paths'][number]): string =>
  [
    sayLearning('since', { day: sayDay(startedOn) }),
    ...(steps.length === 0
      ? []
      : [sayLearning('progress', { done: steps.filter(({ state }) => state === 'done').length, total: steps.length })]),
  ].join(' · ');
