import type { Api, ImportFileView, ImportView, PersonRef } from '@baton/api/client';
import type { DocumentKind, Visibility } from '@baton/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Field, TextField } from '../kit/field.tsx';
import { PeoplePicker } from '../kit/people-picker.tsx';
import { Refusal } from '../kit/refusal.tsx';
import { positionsQuery } from '../queries.ts';
import { importChanged, setImportFiles } from './queries.ts';
import { say } from './texts.ts';

type Set = Api['setImportFiles']['body']['set'];
const KINDS = [
  'job_description',
  'sop',
  'task_template',
  'work_result',
  'meeting_record',
  'faq',
] as const satisfies readonly DocumentKind[];
const COMPANY = '*company';
/** Departments are chosen on the document itself, once it is there. */
const OFFERED = ['company', 'positions', 'people'] as const satisfies readonly Visibility[];

/** Puts right what was guessed of one file, or says it for all of them. What is left as it is, is not sent. */
export function SettingsDialog({
  view,
  row,
  onClose,
}: {
  view: ImportView;
  row: ImportFileView | null;
  onClose: () => void;
}) {
  const positions = useQuery(positionsQuery());
  const [title, setTitle] = useState(row?.title ?? '');
  const [kind, setKind] = useState<string>(row?.kind ?? '');
  const [position, setPosition] = useState(row ? (row.position?.key ?? COMPANY) : '');
  const [visibility, setVisibility] = useState<string>('');
  const [owner, setOwner] = useState<PersonRef | null>(row?.owner ?? null);
  const [verifier, setVerifier] = useState<PersonRef | null>(row?.verifier ?? null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // A guess that was right is confirmed by saving it: it is sent again.
  const isGuessed = row?.problems.some(({ code }) => code.startsWith('position_') || code === 'kind_unknown') ?? false;

  async function save() {
    if (busy) return;
    const set: Set = {};
    if (row && title.trim() !== row.title) set.title = title.trim();
    if (kind !== '' && (kind !== row?.kind || isGuessed)) set.kind = kind as DocumentKind;
    const key = position === COMPANY ? null : position;
    if (position !== '' && (row === null || key !== (row.position?.key ?? null) || isGuessed)) set.positionKey = key;
    if (visibility !== '') set.audience = { visibility: visibility as Visibility };
    if (owner && owner.userId !== row?.owner?.userId) set.ownerId = owner.userId;
    if (verifier && verifier.userId !== row?.verifier?.userId) set.verifierId = verifier.userId;
    if (Object.keys(set).length === 0) return onClose();
    setBusy(true);
    setError(null);
    try {
      importChanged(await setImportFiles(view.id, { fileIds: row ? [row.id] : null, set }));
      onClose();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  const select = (label: string, value: string, onValue: (next: string) => void, options: [string, string][]) => (
    <Field label={label}>
      {(wired) => (
        <select {...wired} className="input" value={value} onChange={(event) => onValue(event.target.value)}>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const keep: [string, string][] = row ? [] : [['', say('keep')]];
  return (
    <Dialog
      title={say(row ? 'settingsOneTitle' : 'settingsAllTitle')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="primary" busy={busy} onClick={() => void save()}>
            {say('save')}
          </Button>
        </>
      }
    >
      <p className="dialog-lead import-path">{row ? row.path : say('settingsAllLead')}</p>
      {error === null ? null : <Refusal error={error} />}
      {row ? <TextField label={say('fieldTitle')} value={title} onValue={setTitle} maxLength={120} /> : null}
      {select(say('fieldKind'), kind, setKind, [
        ...keep,
        ...KINDS.map((value): [string, string] => [value, say(`kind.${value}`)]),
      ])}
      {select(say('fieldPosition'), position, setPosition, [
        ...keep,
        [COMPANY, say('wholeCompany')],
        ...(positions.data?.positions ?? []).map(({ key, name }): [string, string] => [key, name]),
      ])}
      {select(say('fieldVisibility'), visibility, setVisibility, [
        ['', row ? `${say('keep')}（${say(`visible.${row.visibility}`)}）` : say('keep')],
        ...OFFERED.map((value): [string, string] => [value, say(`visible.${value}`)]),
      ])}
      <PeoplePicker label={say('fieldOwner')} value={owner} onValue={setOwner} optional />
      <PeoplePicker label={say('fieldVerifier')} value={verifier} onValue={setVerifier} optional />
    </Dialog>
  );
}
