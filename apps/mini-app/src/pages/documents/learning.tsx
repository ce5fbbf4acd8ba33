import '../../styles/learning.css';
import type { LearningReply } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { say, sayReason } from '../../i18n/learning.ts';
import { Button } from '../../kit/button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Link } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { Person } from '../../kit/person.tsx';
import { Bar } from '../../kit/progress.tsx';
import { Segments } from '../../kit/segments.tsx';
import { EndPath } from '../../learning/end-path.tsx';
import { PathSteps } from '../../learning/path-steps.tsx';
import { learningQuery } from '../../learning/queries.ts';
import { sayDay } from '../../say-days.ts';

type Path = LearningReply['paths'][number];
const doneOf = ({ steps }: Path): number => steps.filter(({ state }) => state === 'done').length;

/** 阅读路径: what I read and do, day by day; for who leads somebody on a path also how far their people are. */
export function Learning() {
  const [of, setOf] = useState<'me' | 'team'>(() =>
    new URLSearchParams(window.location.search).get('of') === 'team' ? 'team' : 'me',
  );
  const mine = useQuery(learningQuery('me'));
  const team = useQuery(learningQuery('team'));
  const shown = of === 'me' ? mine : team;
  const paths = shown.data?.paths ?? [];
  return (
    <Page title={say('title')} back="/documents">
      <div className="learning">
        {of === 'team' || (team.data?.paths ?? []).length > 0 ? (
          <Segments
            label={say('whose')}
            value={of}
            options={[
              { value: 'me', label: say('mine') },
              { value: 'team', label: say('team') },
            ]}
            onValue={setOf}
          />
        ) : null}
        {shown.isPending ? (
          <Loading />
        ) : !shown.data ? (
          <Failure error={shown.error} onRetry={() => void shown.refetch()} />
        ) : paths.length === 0 ? (
          <div className="card">
            <Empty
              title={say(of === 'me' ? 'emptyTitle' : 'teamEmptyTitle')}
              hint={say(of === 'me' ? 'emptyHint' : 'teamEmptyHint')}
            />
          </div>
        ) : (
          paths.map((path) => (of === 'me' ? <Own key={path.id} path={path} /> : <Theirs key={path.id} path={path} />))
        )}
      </div>
    </Page>
  );
}

const leadOf = ({ position, reason, startedOn }: Path): string =>
  say('lead', { position: position.name, reason: sayReason(reason), day: sayDay(startedOn) });

/** Nothing where one may put people on paths and is not told how far they are. */
function Progress({ path }: { path: Path }) {
  const [done, total] = [doneOf(path), path.steps.length];
  if (total === 0) return null;
  return (
    <div className="learning-progress">
      <Bar done={done} total={total} />
      <span>{say('progress', { done, total })}</span>
    </div>
  );
}

function Own({ path }: { path: Path }) {
  const isOver = path.steps.length > 0 && doneOf(path) === path.steps.length;
  return (
    <section className="learning-path" aria-label={path.position.name}>
      <div className="card card-pad">
        <h2 className="learning-title">{leadOf(path)}</h2>
        <Progress path={path} />
      </div>
      {isOver ? (
        <div className="card">
          <Empty mood="done" title={say('allDone')} hint={say('allDoneHint')} />
        </div>
      ) : null}
      <PathSteps path={path} own />
      <EndButton path={path} />
    </section>
  );
}

/** For who put them on the path, or could have. */
function EndButton({ path }: { path: Path }) {
  const [ending, setEnding] = useState(false);
  if (!path.abilities.includes('end')) return null;
  return (
    <>
      <Button small tone="plain" onClick={() => setEnding(true)}>
        {say('end')}
      </Button>
      {ending ? <EndPath path={path} onClose={() => setEnding(false)} /> : null}
    </>
  );
}

/** Somebody one leads: closed until it is opened, so that a team fits on one screen. */
function Theirs({ path }: { path: Path }) {
  return (
    <details className="card learning-person">
      <summary>
        <Person person={path.person} about={leadOf(path)} />
        <Progress path={path} />
      </summary>
      <PathSteps path={path} own={false} />
      <div className="learning-more">
        {path.seesPath ? (
          <Link href={`/learning/path?position=${encodeURIComponent(path.position.key)}`}>
            {say('ofPosition', { position: path.position.name })}
          </Link>
        ) : null}
        <EndButton path={path} />
      </div>
    </details>
  );
}
