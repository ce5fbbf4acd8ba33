import type { ReadingPathView } from '@baton/api/client';
import type { ReadingStepKind } from '@baton/core';
import { DOCUMENT_KINDS } from '@baton/core/documents';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sayStep } from '../i18n/learning.ts';
import { t } from '../i18n/t.ts';
import { Ask } from '../kit/ask.tsx';
import { Combobox } from '../kit/combobox.tsx';
import { Choices, TextField } from '../kit/field.tsx';
import { Icon } from '../kit/icon.tsx';
import { suggestQuery } from '../suggest-query.ts';
import {
  addTask,
  MOST_DOCUMENTS,
  MOST_STEPS,
  newStepKey,
  type PathDay,
  type PathStep,
  putDocument,
  stepAt,
} from './edit-path.ts';
import { say, sayPathDay } from './path-texts.ts';
import { DayField, ItemField, isShort, itemFor, SHORT_MAX, useItem } from './spot-fields.tsx';
import type { Change } from './use-path-edit.ts';

type Picked = { id: string; title: string; kind: (typeof DOCUMENT_KINDS)[number] };
type Props = {
  view: ReadingPathView;
  steps: readonly PathStep[];
  day: PathDay;
  onAdd: (change: Change, titles?: Readonly<Record<string, string>>) => void;
  onClose: () => void;
};

/** Puts something on the path: a document to read, or something to do. */
export function AddToPath(props: Props) {
  const [what, setWhat] = useState<'document' | 'task'>('document');
  const [day, setDay] = useState(props.day);
  const [newKey] = useState(newStepKey);
  const shared = { ...props, newKey, day, setDay };
  const choose = (
    <Choices
      label={say('what')}
      value={what}
      options={[
        { value: 'document', label: say('what.document') },
        { value: 'task', label: say('what.task') },
      ]}
      onValue={setWhat}
    />
  );
  return what === 'document' ? <Document {...shared}>{choose}</Document> : <Task {...shared}>{choose}</Task>;
}

type Shared = Props & {
  newKey: string;
  setDay: (day: PathDay) => void;
  children: React.ReactNode;
};

function Document({ view, steps, day, setDay, newKey, onAdd, onClose, children }: Shared) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const [tried, setTried] = useState(false);
  const item = useItem({ steps, day, first: itemFor(picked?.kind) });
  const on = steps.find(({ documentIds }) => picked !== null && documentIds.includes(picked.id));
  const there = item.spot && stepAt(steps, item.spot);
  const isFull = there ? there.documentIds.length >= MOST_DOCUMENTS : steps.length >= MOST_STEPS;
  const problem = on
    ? say('already', { day: sayPathDay(on.day) })
    : tried && picked === null
      ? say('documentMissing')
      : picked !== null && isFull
        ? there
          ? say('full', { max: MOST_DOCUMENTS })
          : say('tooMany', { max: MOST_STEPS })
        : undefined;
  return (
    <Ask
      title={say('addTitle')}
      submit={say('add')}
      onClose={onClose}
      check={() => {
        setTried(true);
        return picked !== null && !on && !isFull && item.spot !== null;
      }}
      onSubmit={async () => {
        const { spot } = item;
        if (picked === null || spot === null) return;
        onAdd((all) => putDocument(all, picked.id, spot, newKey), { [picked.id]: picked.title });
        onClose();
      }}
    >
      {children}
      <div className="field">
        <Combobox<Picked>
          label={say('document')}
          placeholder={t('link.documentSearch')}
          error={problem}
          picked={picked ? <span className="path-picked">{picked.title}</span> : null}
          onClear={() => setPicked(null)}
          onChoose={setPicked}
          useRows={(q) => {
            const found = useQuery(suggestQuery(q));
            return { rows: found.data?.rows ?? [], ready: found.isSuccess };
          }}
          keyOf={({ id }) => id}
          show={({ title, kind }) => (
            <>
              <span className="option-title">{title}</span>
              <span className="muted small">{t(`documentKind.${kind}`)}</span>
            </>
          )}
          sayFound={(q, count) => (count === 0 ? t('link.documentNone', { q }) : t('link.documentFound', { count }))}
        />
        {picked ? null : <Offers view={view} steps={steps} onChoose={setPicked} />}
      </div>
      <DayField value={day} onValue={setDay} />
      <ItemField item={item} tried={tried} />
    </Ask>
  );
}

const OFFERED = 5;
const rankOf = ({ kind }: Picked): number => DOCUMENT_KINDS.indexOf(kind);

/** What stands on no day yet: usually what one is looking for, one press away. */
function Offers(props: { view: ReadingPathView; steps: readonly PathStep[]; onChoose: (document: Picked) => void }) {
  const placed = new Set(props.steps.flatMap(({ documentIds }) => documentIds));
  const rows = props.view.documents.filter(({ id }) => !placed.has(id)).sort((a, b) => rankOf(a) - rankOf(b));
  if (rows.length === 0) return null;
  return (
    <fieldset className="path-offers">
      <legend className="field-hint">{say('offers')}</legend>
      {rows.slice(0, OFFERED).map((row) => (
        <button key={row.id} type="button" onClick={() => props.onChoose(row)}>
          <Icon name="plus" size={18} />
          <span>{row.title}</span>
        </button>
      ))}
    </fieldset>
  );
}

const OWN = 'custom';
const TASKS = [
  'handover',
  'first_try',
  'questions',
  'alone',
  'surprises',
] as const satisfies readonly ReadingStepKind[];

function Task({ steps, day, setDay, newKey, onAdd, onClose, children }: Shared) {
  const missing = TASKS.filter((kind) => steps.every((step) => step.kind !== kind));
  const [kind, setKind] = useState<(typeof TASKS)[number] | typeof OWN>(OWN);
  const [title, setTitle] = useState('');
  const [tried, setTried] = useState(false);
  const isOwn = kind === OWN;
  const isFull = steps.length >= MOST_STEPS;
  const problem = isFull
    ? say('tooMany', { max: MOST_STEPS })
    : tried && isShort(title)
      ? say('titleMissing')
      : undefined;
  return (
    <Ask
      title={say('addTitle')}
      submit={say('add')}
      onClose={onClose}
      check={() => {
        setTried(true);
        return !isFull && !(isOwn && isShort(title));
      }}
      onSubmit={async () => {
        // A step of the house's own goes by its kind: what somebody ticked of it stays ticked.
        onAdd((all) => addTask(all, { day, kind, title: isOwn ? title.trim() : '' }, isOwn ? newKey : kind));
        onClose();
      }}
    >
      {children}
      {missing.length > 0 ? (
        <Choices
          label={say('task')}
          value={kind}
          options={[
            { value: OWN, label: say('ownTask') },
            ...missing.map((value) => ({ value, label: sayStep({ kind: value, title: '' }) })),
          ]}
          onValue={setKind}
        />
      ) : null}
      {isOwn ? (
        <TextField
          label={say('taskTitle')}
          hint={say('taskTitleHint')}
          maxLength={SHORT_MAX}
          value={title}
          error={problem}
          onValue={setTitle}
        />
      ) : null}
      <DayField value={day} onValue={setDay} />
    </Ask>
  );
}
