import { ApiError, type PersonRef, type ResponsibilitiesReply, type ResponsibilityView } from '@baton/api/client';
import type { Frequency } from '@baton/core';
import { useState } from 'react';
import { Ask } from '../kit/ask.tsx';
import { Choices, TextField } from '../kit/field.tsx';
import { PeoplePicker } from '../kit/people-picker.tsx';
import { toast } from '../kit/toast.tsx';
import { addDuty, changeDuty, reloadDuties } from './queries.ts';
import { say } from './texts.ts';

const OFTEN = [
  'daily',
  'weekly',
  'monthly',
  'quarterly',
  'yearly',
  'on_demand',
] as const satisfies readonly Frequency[];

/** Writes a responsibility down, or what is said of one that is there. */
export function DutyAsk(props: { list: ResponsibilitiesReply; duty: ResponsibilityView | null; onClose: () => void }) {
  const { list, duty, onClose } = props;
  const [title, setTitle] = useState(duty?.title ?? '');
  const [missing, setMissing] = useState('');
  const [frequency, setFrequency] = useState<Frequency | 'none'>(duty?.frequency ?? 'none');
  const [output, setOutput] = useState(duty?.output ?? '');
  const [starred, setStarred] = useState(duty?.starred ?? false);
  const [owner, setOwner] = useState<PersonRef | null>(duty?.owner ?? null);
  const [linked, setLinked] = useState<readonly string[]>(duty?.documents.map(({ id }) => id) ?? []);
  const { key } = list.position;
  // A document of another position may be linked as well: it stays to be seen and taken away.
  const choices = [
    ...list.choices,
    ...(duty?.documents ?? []).filter(({ id }) => list.choices.every((choice) => choice.id !== id)),
  ];

  async function save() {
    const said = {
      title: title.trim(),
      frequency: frequency === 'none' ? null : frequency,
      output: output.trim(),
      documentIds: [...linked],
      ownerId: owner?.userId ?? null,
      ...(list.abilities.includes('star') ? { starred } : {}),
    };
    try {
      if (duty) await changeDuty(duty.id, { version: duty.version, ...said });
      else await addDuty(key, said);
    } catch (error) {
      if (isTaken(error)) setMissing(say('said_already'));
      throw error;
    }
    toast(say('saved'));
    onClose();
  }

  return (
    <Ask
      title={say(duty ? 'editTitle' : 'add')}
      submit={say('save')}
      onClose={onClose}
      check={() => {
        const short = [...title.trim()].length < 2;
        setMissing(short ? say('titleMissing') : '');
        return !short;
      }}
      onSubmit={save}
      onConflict={() => reloadDuties(key)}
    >
      <TextField
        label={say('title')}
        hint={say('titleHint')}
        error={missing || undefined}
        value={title}
        maxLength={120}
        onValue={setTitle}
      />
      <Choices
        label={say('frequency')}
        value={frequency}
        options={[
          ...OFTEN.map((value) => ({ value, label: say(`frequency.${value}`) })),
          { value: 'none' as const, label: say('frequencyNone') },
        ]}
        onValue={setFrequency}
      />
      <TextField
        label={say('output')}
        hint={say('outputHint')}
        optional
        value={output}
        maxLength={300}
        onValue={setOutput}
      />
      {list.abilities.includes('star') ? (
        <label className="choice">
          <input type="checkbox" checked={starred} onChange={(event) => setStarred(event.target.checked)} />
          {say('starred')}
        </label>
      ) : null}
      <PeoplePicker label={say('owner')} optional value={owner} onValue={setOwner} />
      <fieldset className="form-group">
        <legend className="field-label">{say('documents')}</legend>
        {choices.length === 0 ? <p className="field-hint">{say('documentsNone')}</p> : null}
        <div className="choices duty-documents">
          {choices.map(({ id, title: name }) => (
            <label className="choice" key={id}>
              <input
                type="checkbox"
                checked={linked.includes(id)}
                onChange={(event) =>
                  setLinked(event.target.checked ? [...linked, id] : linked.filter((one) => one !== id))
                }
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
    </Ask>
  );
}

/** Another one of the position says the same. */
const isTaken = (error: unknown): boolean => error instanceof ApiError && error.details.why === 'said_already';
