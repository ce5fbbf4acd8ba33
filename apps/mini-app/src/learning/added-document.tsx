import type { ReadingPathView } from '@baton/api/client';
import { DOCUMENT_KINDS } from '@baton/core/documents';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { Combobox } from '../kit/combobox.tsx';
import { Icon } from '../kit/icon.tsx';
import { suggestQuery } from '../suggest-query.ts';
import { MOST_DOCUMENTS, MOST_STEPS, type PathDay, type PathStep, putDocument, stepAt } from './edit-path.ts';
import { say, sayPathDay } from './path-texts.ts';
import { ItemField, itemFor, useItem } from './spot-fields.tsx';
import type { Change } from './use-path-edit.ts';

type Picked = { id: string; title: string; kind: (typeof DOCUMENT_KINDS)[number] };
type Where = { steps: readonly PathStep[]; day: PathDay; newKey: string };

/** A document that is to be put on the path. `change`: null as long as something is missing or in the way. */
export function useAddedDocument({ steps, day, newKey }: Where) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const item = useItem({ steps, day, first: itemFor(picked?.kind) });
  const { spot } = item;
  const on = steps.find(({ documentIds }) => picked !== null && documentIds.includes(picked.id));
  const there = spot && stepAt(steps, spot);
  const problem = on
    ? say('already', { day: sayPathDay(on.day) })
    : there && there.documentIds.length >= MOST_DOCUMENTS
      ? say('full', { max: MOST_DOCUMENTS })
      : !there && steps.length >= MOST_STEPS
        ? say('tooMany', { max: MOST_STEPS })
        : '';
  const change: Change | null = picked && spot && !problem ? (all) => putDocument(all, picked.id, spot, newKey) : null;
  return { picked, setPicked, item, problem, change, titles: picked ? { [picked.id]: picked.title } : {} };
}

export function AddedDocument(props: {
  view: ReadingPathView;
  steps: readonly PathStep[];
  added: ReturnType<typeof useAddedDocument>;
  tried: boolean;
}) {
  const { picked, setPicked, item, problem } = props.added;
  const missing = props.tried && picked === null ? say('documentMissing') : '';
  return (
    <>
      <div className="field">
        <Combobox<Picked>
          label={say('document')}
          placeholder={t('link.documentSearch')}
          error={(picked ? problem : missing) || undefined}
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
        {picked ? null : <Offers view={props.view} steps={props.steps} onChoose={setPicked} />}
      </div>
      <ItemField item={item} tried={props.tried} />
    </>
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
