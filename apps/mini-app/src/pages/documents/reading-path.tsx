import '../../styles/learning.css';
import '../../styles/reading-path.css';
import type { ReadingPathView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearch } from 'wouter/use-browser-location';
import { Ask } from '../../kit/ask.tsx';
import { Button } from '../../kit/button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Note } from '../../kit/note.tsx';
import { Page } from '../../kit/page.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { toast } from '../../kit/toast.tsx';
import { useKeptFocus } from '../../kit/use-kept-focus.ts';
import { AddToPath } from '../../learning/add-to-path.tsx';
import { PATH_DAYS, type PathDay } from '../../learning/edit-path.ts';
import { titlesOf } from '../../learning/kept-path.ts';
import { PathDaySection } from '../../learning/path-day.tsx';
import { PathPeople } from '../../learning/path-people.tsx';
import { say } from '../../learning/path-texts.ts';
import { readingPathQuery } from '../../learning/queries.ts';
import { usePathEdit } from '../../learning/use-path-edit.ts';

/** 阅读路径 of a position: what somebody new reads and does on which day, and for who leads it the way to arrange it. */
export function ReadingPath() {
  const key = new URLSearchParams(useSearch()).get('position') ?? '';
  const path = useQuery(readingPathQuery(key));
  const { data } = path;
  return (
    <Page
      title={data ? say('titleOf', { position: data.position.name }) : say('title')}
      back={`/documents/duties?position=${encodeURIComponent(key)}`}
    >
      <div className="learning">
        {path.isPending ? (
          <Loading />
        ) : !data ? (
          <Failure error={path.error} onRetry={() => void path.refetch()} />
        ) : (
          <Path view={data} key={key} />
        )}
      </div>
    </Page>
  );
}

function Path({ view }: { view: ReadingPathView }) {
  const { steps, edit, news, busy, error, apply, discard, save } = usePathEdit(view);
  const [adding, setAdding] = useState<PathDay | null>(null);
  const [discarding, setDiscarding] = useState(false);
  const mayChange = view.abilities.includes('change');
  const mayStart = view.abilities.includes('start');
  useKeptFocus(JSON.stringify(steps));
  return (
    <>
      {steps.length === 0 ? (
        <div className="card">
          <Empty title={say('empty')} hint={say(mayChange ? 'emptyHint' : 'emptyOther')}>
            {mayChange ? (
              <Button tone="primary" onClick={() => setAdding(0)}>
                {say('addFirst')}
              </Button>
            ) : null}
          </Empty>
        </div>
      ) : (
        <>
          <p className="document-lead">{say('lead')}</p>
          {mayChange && view.version === 0 ? <Note>{say('derived')}</Note> : null}
        </>
      )}
      {mayStart && steps.length > 0 ? <PathPeople view={view} isEdited={edit !== null} /> : null}
      {steps.length === 0
        ? null
        : PATH_DAYS.map((day) => (
            <PathDaySection
              key={day}
              day={day}
              steps={steps}
              titles={titlesOf(view, edit)}
              onChange={mayChange ? apply : null}
              onAdd={() => setAdding(day)}
            />
          ))}
      {edit ? (
        <div className="actions">
          <div className="actions-said">
            {error !== null ? (
              <Refusal error={error} />
            ) : news ? (
              <Note tone="warn" live>
                {say(news)}
              </Note>
            ) : (
              say('unsaved')
            )}
          </div>
          <Button onClick={() => setDiscarding(true)}>{say('discard')}</Button>
          <Button
            tone="primary"
            busy={busy}
            onClick={() => void save().then((isSaved) => (isSaved ? toast(say('saved')) : null))}
          >
            {say('save')}
          </Button>
        </div>
      ) : null}
      {adding === null ? null : (
        <AddToPath view={view} steps={steps} day={adding} onAdd={apply} onClose={() => setAdding(null)} />
      )}
      {discarding ? (
        <Ask
          title={say('discard')}
          lead={say('discardLead')}
          submit={say('discard')}
          danger
          onClose={() => setDiscarding(false)}
          onSubmit={async () => {
            discard();
            setDiscarding(false);
          }}
        />
      ) : null}
    </>
  );
}
