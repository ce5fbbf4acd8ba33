import type { DocumentView, PersonRef } from '@baton/api/client';
import type { Visibility } from '@baton/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Ask } from '../../kit/ask.tsx';
import { IconButton } from '../../kit/button.tsx';
import { Choices, TextField } from '../../kit/field.tsx';
import { PeoplePicker } from '../../kit/people-picker.tsx';
import { Person } from '../../kit/person.tsx';
import { toast } from '../../kit/toast.tsx';
import { positionsQuery } from '../../queries.ts';
import { call } from '../../session.ts';
import { reloadDocument } from './document-ask.tsx';
import { documentChanged } from './reader-queries.ts';
import { say } from './reader-texts.ts';

const SPLIT = /[、，,;；\n]+/;

/** Who may read it, what it touches, how often it is reviewed. Departments are kept as they are: there is no tree here. */
export function SettingsAsk({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { id, version } = document;
  const [visibility, setVisibility] = useState<Visibility>(document.visibility);
  const [positions, setPositions] = useState<readonly string[]>(
    document.visibility === 'positions' ? document.visibleTo : [],
  );
  const [people, setPeople] = useState<readonly PersonRef[]>([]);
  const [subjects, setSubjects] = useState(document.subjects.join('、'));
  const [days, setDays] = useState(document.reviewDays === null ? '' : String(document.reviewDays));
  const known = useQuery(positionsQuery());
  const options = (['company', 'departments', 'positions', 'people'] as const)
    .filter((value) => value !== 'departments' || document.visibility === 'departments')
    .map((value) => ({ value, label: say(`visibility.${value}`) }));
  const visibleTo = {
    company: [],
    departments: document.visibleTo,
    positions,
    people: people.map(({ userId }) => userId),
  }[visibility];
  const kept = visibility === document.visibility && (visibility !== 'people' || people.length === 0);
  const lacks = !kept && visibility !== 'company' && visibleTo.length === 0;
  return (
    <Ask
      title={say('do.change_settings')}
      submit={t('common.save')}
      disabled={lacks}
      onClose={onClose}
      onSubmit={async () => {
        const body = {
          version,
          ...(kept && visibility !== 'positions' ? {} : { audience: { visibility, visibleTo: [...visibleTo] } }),
          subjects: subjects
            .split(SPLIT)
            .map((one) => one.trim())
            .filter((one) => one !== ''),
          reviewDays: days.trim() === '' ? null : Number(days),
        };
        documentChanged(await call('changeDocumentSettings', { params: { id }, body }));
        toast(say('done.change_settings'));
        onClose();
      }}
      onConflict={() => reloadDocument(id)}
    >
      <Choices
        label={say('audience')}
        value={visibility}
        options={options}
        hint={visibility === 'departments' ? say('departmentsKept') : undefined}
        onValue={setVisibility}
      />
      {visibility === 'positions' ? (
        <fieldset className="form-group">
          <legend className="field-label">{say('pickPositions')}</legend>
          <div className="choices">
            {(known.data?.positions ?? []).map(({ key, name }) => (
              <label className="choice" key={key}>
                <input
                  type="checkbox"
                  checked={positions.includes(key)}
                  onChange={(event) =>
                    setPositions(event.target.checked ? [...positions, key] : positions.filter((one) => one !== key))
                  }
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      {visibility === 'people' ? (
        <>
          <PeoplePicker
            label={say('pickPeople')}
            value={null}
            without={people.map(({ userId }) => userId)}
            onValue={(person) => person && setPeople([...people, person])}
          />
          <ul className="lines">
            {people.map((person) => (
              <li key={person.userId} className="pair">
                <Person person={person} small />
                <IconButton
                  icon="trash"
                  label={t('common.cancel')}
                  onClick={() => setPeople(people.filter((one) => one !== person))}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <TextField label={say('subjects')} hint={say('subjectsHint')} optional value={subjects} onValue={setSubjects} />
      <TextField
        label={say('reviewDays')}
        hint={say('reviewDaysHint')}
        optional
        type="number"
        inputMode="numeric"
        min={1}
        max={1100}
        value={days}
        onValue={setDays}
      />
    </Ask>
  );
}
