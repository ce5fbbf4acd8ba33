import '../../styles/coverage.css';
import '../../styles/learning.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearch } from 'wouter/use-browser-location';
import { DutyAsk } from '../../coverage/duty-ask.tsx';
import { DutyCard } from '../../coverage/duty-card.tsx';
import { dutiesQuery } from '../../coverage/queries.ts';
import { say } from '../../coverage/texts.ts';
import { Button } from '../../kit/button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Icon } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';

/** 岗位职责: what a position does again and again, how, and who can do it. */
export function Duties() {
  const key = new URLSearchParams(useSearch()).get('position') ?? '';
  const duties = useQuery(dutiesQuery(key));
  const [adding, setAdding] = useState(false);
  const list = duties.data;
  const mayAdd = list?.abilities.includes('edit') ?? false;
  const add = (
    <Button tone="primary" small onClick={() => setAdding(true)}>
      {say('add')}
    </Button>
  );
  return (
    <Page
      title={list ? say('dutiesOf', { position: list.position.name }) : say('duties')}
      back="/documents"
      actions={mayAdd && list && list.responsibilities.length > 0 ? add : null}
    >
      <div className="duties">
        {duties.isPending ? (
          <Loading />
        ) : !list ? (
          <Failure error={duties.error} onRetry={() => void duties.refetch()} />
        ) : list.responsibilities.length === 0 ? (
          <div className="card">
            <Empty title={say('dutiesEmpty')} hint={say(mayAdd ? 'dutiesEmptyHint' : 'dutiesEmptyOther')}>
              {mayAdd ? add : null}
            </Empty>
          </div>
        ) : (
          <>
            <p className="document-lead">{say('dutiesLead')}</p>
            <ul className="duty-list">
              {list.responsibilities.map((duty) => (
                <DutyCard key={duty.id} list={list} duty={duty} />
              ))}
            </ul>
          </>
        )}
        {list ? (
          <Link href={`/learning/path?position=${encodeURIComponent(key)}`} className="card learning-link">
            <Icon name="list" />
            <span>{say('path')}</span>
            <Icon name="next" size={18} />
          </Link>
        ) : null}
      </div>
      {adding && list ? <DutyAsk list={list} duty={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
