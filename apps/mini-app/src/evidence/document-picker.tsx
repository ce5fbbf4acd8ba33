import { queryOptions, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { Icon } from '../kit/icon.tsx';
import { Link } from '../kit/link.tsx';
import { useSettled } from '../kit/use-settled.ts';
import { call } from '../session.ts';

const TYPING_MS = 200;
type Picked = { id: string; title: string };

const titlesQuery = (q: string) =>
  queryOptions({
    queryKey: ['suggest', q],
    queryFn: () => call('suggestDocuments', { query: { q } }),
    enabled: q !== '',
    staleTime: 60_000,
  });

/** Finds a document of ours by its title, or leads to where one is written. Letters being composed are not searched for. */
export function DocumentPicker(props: {
  value: Picked | null;
  /** What a new one would be called. */
  title: string;
  error: string | undefined;
  onValue: (document: Picked | null) => void;
}) {
  const { value, title, error, onValue } = props;
  const [typed, setTyped] = useState('');
  const [composed, setComposed] = useState('');
  const [active, setActive] = useState(0);
  const q = useSettled(composed.trim(), TYPING_MS);
  const found = useQuery(titlesQuery(q));
  const rows = q === '' ? [] : (found.data?.rows ?? []);
  const current = Math.min(active, rows.length - 1);

  function choose(row: Picked | undefined) {
    if (!row) return;
    setTyped('');
    setComposed('');
    onValue({ id: row.id, title: row.title });
  }
  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) {
      event.preventDefault();
      setActive((current + step + rows.length) % rows.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(rows[current]);
    }
  }

  return (
    <>
      <Field label={t('link.document')} hint={value ? undefined : t('link.documentHint')} error={error}>
        {(wired) =>
          value ? (
            <div className="picked">
              <Link href={`/documents/${value.id}`}>{value.title}</Link>
              <Button
                tone="quiet"
                id={wired.id}
                onClick={() => onValue(null)}
                aria-label={`${t('people.clear')} ${t('link.document')}`}
              >
                {t('people.clear')}
              </Button>
            </div>
          ) : (
            <>
              <div className="input-icon">
                <Icon name="search" />
                <input
                  {...wired}
                  className="input"
                  type="text"
                  role="combobox"
                  aria-expanded={rows.length > 0}
                  aria-controls={`${wired.id}-list`}
                  aria-autocomplete="list"
                  aria-activedescendant={rows[current] ? `${wired.id}-${current}` : undefined}
                  autoComplete="off"
                  maxLength={200}
                  placeholder={t('link.documentSearch')}
                  value={typed}
                  onKeyDown={onKey}
                  onCompositionEnd={(event) => setComposed(event.currentTarget.value)}
                  onChange={(event) => {
                    setTyped(event.target.value);
                    setActive(0);
                    if (!(event.nativeEvent as InputEvent).isComposing) setComposed(event.target.value);
                  }}
                />
              </div>
              <div
                className={rows.length === 0 ? 'hidden' : 'options'}
                role="listbox"
                id={`${wired.id}-list`}
                aria-label={t('link.document')}
              >
                {rows.map((row, index) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns the list
                  // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox (aria-activedescendant)
                  <div
                    key={row.id}
                    id={`${wired.id}-${index}`}
                    className="option"
                    role="option"
                    aria-selected={index === current}
                    onClick={() => choose(row)}
                  >
                    <span className="option-title">{row.title}</span>
                    <span className="muted small">{row.position?.name ?? ''}</span>
                  </div>
                ))}
              </div>
              <div
                role="status"
                className={q !== '' && found.isSuccess && rows.length === 0 ? 'options-none' : 'hidden'}
              >
                {q !== '' && found.isSuccess && rows.length === 0 ? t('link.documentNone', { q }) : ''}
              </div>
            </>
          )
        }
      </Field>
      {value ? null : (
        <p className="picker-new">
          <Link href={`/documents/new?title=${encodeURIComponent(title)}`}>{t('link.documentNew')}</Link>
        </p>
      )}
    </>
  );
}
