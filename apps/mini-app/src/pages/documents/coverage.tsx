import '../../styles/coverage.css';
import type { CoverageReply } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { GapTags } from '../../coverage/gap-tags.tsx';
import { coverageQuery } from '../../coverage/queries.ts';
import { say } from '../../coverage/texts.ts';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Icon } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { Bar } from '../../kit/progress.tsx';

type Position = CoverageReply['positions'][number];
type Reasons = CoverageReply['startHere'][number]['reasons'];

/** 知识覆盖: what would be lost, position by position, and where to start. About positions, never a score of people. */
export function Coverage() {
  const coverage = useQuery(coverageQuery());
  return (
    <Page title={say('coverage')} back="/documents">
      <div className="coverage">
        {coverage.isPending ? (
          <Loading />
        ) : !coverage.data ? (
          <Failure error={coverage.error} onRetry={() => void coverage.refetch()} />
        ) : coverage.data.positions.length === 0 ? (
          <div className="card">
            <Empty title={say('coverageEmpty')} hint={say('coverageEmptyHint')} />
          </div>
        ) : (
          <Positions coverage={coverage.data} />
        )}
      </div>
    </Page>
  );
}

function Positions({ coverage: { positions, startHere } }: { coverage: CoverageReply }) {
  const first = startHere.flatMap(({ key, reasons }) => {
    const position = positions.find((one) => one.key === key);
    return position ? [{ position, reasons }] : [];
  });
  return (
    <>
      <p className="document-lead">{say('coverageLead')}</p>
      {first.length > 0 ? (
        <section aria-label={say('start')}>
          <h2 className="section-title">{say('start')}</h2>
          <p className="muted small coverage-hint">{say('startHint')}</p>
          <ol className="card rows">
            {first.map(({ position, reasons }) => (
              <Start key={position.key} position={position} reasons={reasons} />
            ))}
          </ol>
        </section>
      ) : (
        <div className="card">
          <Empty mood="done" title={say('startDone')} hint={say('startDoneHint')} />
        </div>
      )}
      <section aria-label={say('all')}>
        <h2 className="section-title">
          {say('all')}
          <span className="count">{positions.length}</span>
        </h2>
        <ul className="card rows">
          {positions.map((position) => (
            <Row key={position.key} position={position} />
          ))}
        </ul>
      </section>
    </>
  );
}

const pageOf = (key: string): string => `/documents/duties?position=${encodeURIComponent(key)}`;

/** One of the few to begin with, and why. */
function Start({ position, reasons }: { position: Position; reasons: Reasons }) {
  return (
    <li>
      <Link href={pageOf(position.key)} className="row">
        <div className="row-main">
          <div className="row-title">
            <span>{position.name}</span>
          </div>
          <div className="meta">
            {reasons.map((reason) => (
              <span key={reason} className={reason === 'leaving' ? 'tone-warn' : ''}>
                {say(`reason.${reason}`)}
              </span>
            ))}
          </div>
        </div>
        <span className="coverage-do">{say(position.total === 0 ? 'writeDuties' : 'open')}</span>
        <Icon name="next" size={18} />
      </Link>
    </li>
  );
}

function Row({ position }: { position: Position }) {
  const { key, name, holders, leaving, total, starred, covered, busFactor, gaps } = position;
  return (
    <li>
      <Link href={pageOf(key)} className="row">
        <div className="row-main">
          <div className="row-title">
            <span>{name}</span>
            {total > 0 && covered === total ? <span className="tag tag-ok">{say('fine')}</span> : null}
          </div>
          <div className="meta">
            <span>{say('holders', { count: holders })}</span>
            {leaving > 0 ? <span className="tone-warn">{say('leaving', { count: leaving })}</span> : null}
            {total === 0 ? <span>{say('unwritten')}</span> : null}
            {busFactor === null ? null : (
              <span className={busFactor < 2 ? 'tone-warn' : ''}>
                {busFactor === 0 ? say('factorNone') : say(starred > 0 ? 'factor' : 'factorAny', { count: busFactor })}
              </span>
            )}
          </div>
          {total > 0 ? (
            <div className="learning-progress coverage-bar">
              <Bar done={covered} total={total} />
              <span>{say('covered', { done: covered, total })}</span>
            </div>
          ) : null}
          {gaps.length > 0 ? <GapTags gaps={gaps} /> : null}
        </div>
        <Icon name="next" size={18} />
      </Link>
    </li>
  );
}
