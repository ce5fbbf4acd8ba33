import type { Api, HandoverView, PersonRef } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fromLocalField, toLocalField } from '../days.ts';
import { t } from '../i18n/t.ts';
import { Ask } from '../kit/ask.tsx';
import { Field, TextField } from '../kit/field.tsx';
import { PeoplePicker } from '../kit/people-picker.tsx';
import { positionsQuery } from '../queries.ts';
import { call } from '../session.ts';
import { caseDone, reloadCase } from './case-actions.ts';

type Edit = Omit<Api['editHandover']['body'], 'version'>;
const PEOPLE = [
  { field: 'successor', label: 'person.successor', optional: true },
  { field: 'interimHolder', label: 'person.interim', optional: true },
  { field: 'manager', label: 'person.manager', optional: false },
  { field: 'witness', label: 'person.witness', optional: true },
] as const;
type Part = (typeof PEOPLE)[number]['field'];

/** Dates and people of a case. Only what changed is sent, so that two people can edit different things. */
export function CaseEdit({ handover, onClose }: { handover: HandoverView; onClose: () => void }) {
  const [edit, setEdit] = useState<Edit>({});
  const [chosen, setChosen] = useState<Partial<Record<Part, PersonRef | null>>>({});
  const put = (change: Edit) => setEdit({ ...edit, ...change });
  const show = <K extends keyof Edit>(key: K, now: Edit[K]): Edit[K] => (key in edit ? edit[key] : now);
  // After the release the end of access is the one thing left to change.
  const released = handover.state === 'released';
  const lastDay = show('lastWorkingDay', handover.lastWorkingDay ?? '') ?? '';

  return (
    <Ask
      title={t('ask.edit.title')}
      submit={t('common.save')}
      disabled={Object.keys(edit).length === 0}
      onClose={onClose}
      onSubmit={async () => {
        const { lastWorkingDay, ...rest } = edit;
        const body = { version: handover.version, ...rest, ...(lastWorkingDay ? { lastWorkingDay } : {}) };
        caseDone(await call('editHandover', { params: { id: handover.id }, body }), 'edit');
        onClose();
      }}
      onConflict={() => reloadCase(handover.id)}
    >
      {released ? null : (
        <>
          <TextField
            label={t('handover.lastWorkingDay')}
            type="date"
            value={lastDay}
            onValue={(lastWorkingDay) => put({ lastWorkingDay })}
          />
          <TextField
            label={t('handover.legalEndDate')}
            optional
            type="date"
            min={lastDay}
            value={show('legalEndDate', handover.legalEndDate) ?? ''}
            onValue={(day) => put({ legalEndDate: day || null })}
          />
        </>
      )}
      <TextField
        label={t('handover.accessCutoffAt')}
        optional
        type="datetime-local"
        min={lastDay && `${lastDay}T00:00`}
        value={toLocalField(show('accessCutoffAt', handover.accessCutoffAt) ?? null)}
        onValue={(value) => put({ accessCutoffAt: fromLocalField(value) })}
      />
      {(released ? [] : PEOPLE).map(({ field, label, optional }) => (
        <PeoplePicker
          key={field}
          label={t(label)}
          optional={optional}
          without={[handover.leaver.userId]}
          value={field in chosen ? (chosen[field] ?? null) : handover[field]}
          onValue={(person) => {
            setChosen({ ...chosen, [field]: person });
            // A manager cannot be nobody: until somebody is chosen nothing changes.
            if (person || optional) put({ [`${field}Id`]: person?.userId ?? null });
          }}
        />
      ))}
      {handover.state === 'preparing' ? (
        <PositionChoice
          value={show('positionKey', handover.position?.key ?? '') ?? ''}
          onValue={(positionKey) => put({ positionKey })}
        />
      ) : null}
    </Ask>
  );
}

function PositionChoice({ value, onValue }: { value: string; onValue: (key: string) => void }) {
  const positions = useQuery(positionsQuery());
  return (
    <Field label={t('handover.position')}>
      {(wired) => (
        <select {...wired} className="input" value={value} onChange={(event) => onValue(event.target.value)}>
          {value === '' ? <option value="">{t('common.none')}</option> : null}
          {(positions.data?.positions ?? []).map((position) => (
            <option key={position.key} value={position.key}>
              {position.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
