import type { ForeseenPath, PersonRef, ReadingPathView } from '@baton/api/client';
import { ApiError } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { say as sayLearning, sayStep } from '../i18n/learning.ts';
import { t } from '../i18n/t.ts';
import { Ask } from '../kit/ask.tsx';
import { failureText } from '../kit/failure.tsx';
import { TextField } from '../kit/field.tsx';
import { Loading } from '../kit/loading.tsx';
import { Note } from '../kit/note.tsx';
import { PeoplePicker } from '../kit/people-picker.tsx';
import { toast } from '../kit/toast.tsx';
import { sayDay, today } from '../say-days.ts';
import { say } from './path-texts.ts';
import { foreseenQuery, putOnPath } from './queries.ts';

/** Puts a colleague on the path. What they will read and do, and when, is seen before it is confirmed. */
export function PutOnPath({ view, onClose }: { view: ReadingPathView; onClose: () => void }) {
  const { key, name } = view.position;
  const [person, setPerson] = useState<PersonRef | null>(null);
  const [startsOn, setStartsOn] = useState(today());
  const [tried, setTried] = useState(false);
  const isPast = startsOn < today();
  const foreseen = useQuery(foreseenQuery(key, person?.userId ?? '', isPast ? '' : startsOn));
  const seen = person && !isPast ? foreseen.data : undefined;
  const wrong = person && !isPast && foreseen.isError ? foreseen.error : null;
  const field = wrong instanceof ApiError ? wrong.details.field : undefined;
  return (
    <Ask
      title={say('put')}
      lead={say('putLead', { position: name })}
      submit={say('put')}
      disabled={person !== null && !isPast && (!seen || seen.onPath)}
      onClose={onClose}
      check={() => {
        setTried(true);
        return person !== null && !isPast;
      }}
      onSubmit={async () => {
        if (!person) return;
        await putOnPath(key, { userId: person.userId, startsOn });
        toast(say('putDone', { name: person.name, day: sayDay(startsOn) }));
        onClose();
      }}
    >
      <PeoplePicker
        label={say('who')}
        hint={t('people.hint')}
        value={person}
        error={
          tried && person === null
            ? say('whoMissing')
            : wrong && field === 'userId'
              ? say(wrong instanceof ApiError && wrong.code === 'forbidden' ? 'notYours' : 'notHere')
              : undefined
        }
        onValue={setPerson}
      />
      <TextField
        label={say('from')}
        type="date"
        min={today()}
        value={startsOn}
        error={isPast ? say('fromPast') : field === 'startsOn' ? say('fromLate') : undefined}
        onValue={setStartsOn}
      />
      <div className="field" aria-live="polite">
        {seen ? (
          <Foreseen seen={seen} startsOn={startsOn} />
        ) : wrong && field === undefined ? (
          <Note tone="danger">{failureText(wrong)}</Note>
        ) : person && !isPast && foreseen.isFetching ? (
          <Loading rows={1} />
        ) : null}
      </div>
    </Ask>
  );
}

function Foreseen({ seen, startsOn }: { seen: ForeseenPath; startsOn: string }) {
  const { name } = seen.person;
  if (seen.onPath) return <Note tone="warn">{say('onPath', { name })}</Note>;
  if (seen.steps.length === 0) return <Note tone="warn">{say('nothing', { name })}</Note>;
  return (
    <section className="path-foreseen" aria-label={say('foreseen')}>
      <h3 className="field-label">{say('foreseen')}</h3>
      <p className="field-hint">{say('foreseenHint', { name, day: sayDay(startsOn) })}</p>
      <ol>
        {seen.steps.map(({ key, on, kind, title, about, total, read }) => (
          <li key={key}>
            <time dateTime={on}>{sayDay(on)}</time>
            <span>
              {about ? sayLearning('aloneAbout', { title: about }) : sayStep({ kind, title })}
              {total > 0 ? (
                <span className="muted">{` · ${say(read > 0 ? 'docsRead' : 'docs', { count: total, read })}`}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
      {seen.unreadable > 0 ? <Note tone="warn">{say('unreadable', { count: seen.unreadable, name })}</Note> : null}
    </section>
  );
}
