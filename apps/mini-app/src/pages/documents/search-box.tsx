import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Icon } from '../../kit/icon.tsx';
import { goTo } from '../../kit/link.tsx';
import { useSettled } from '../../kit/use-settled.ts';
import { suggestQuery } from '../../suggest-query.ts';
import { forgetSearches, recentSearches, rememberSearch } from './recent-searches.ts';
import { searchAddress, type Wanted } from './wanted.ts';

const TYPING_MS = 200;
/** A line under the field: what it says, and where it leads. */
type Offer = { key: string; title: string; hint?: string; go: () => void };

const NOTHING: Wanted = { q: '', position: '', kind: '', fresh: false };

/**
 * Where one types what one looks for. Titles are suggested while typing, not in the middle of an input method's
 * composition; before anything is typed, what one searched for last. Enter searches, unless a suggestion was chosen with
 * the arrow keys.
 */
export function SearchBox({ wanted = NOTHING, autoFocus = false }: { wanted?: Wanted; autoFocus?: boolean }) {
  const [typed, setTyped] = useState(wanted.q);
  const [composed, setComposed] = useState('');
  const [chosen, setChosen] = useState(-1);
  const [open, setOpen] = useState(false);
  const list = useId();
  const q = useSettled(composed.trim(), TYPING_MS);
  const suggested = useQuery(suggestQuery(q)).data?.rows ?? [];
  const [recent, setRecent] = useState(recentSearches);
  const offered: Offer[] =
    typed === ''
      ? recent.map((text) => ({ key: text, title: text, go: () => search(text) }))
      : q === ''
        ? []
        : suggested.map(({ id, title, kind, position }) => ({
            ...{ key: id, title, go: () => goTo(`/documents/${id}`) },
            hint: `${t(`documentKind.${kind}`)} · ${position?.name ?? t('documents.company')}`,
          }));
  const shown = open && offered.length > 0;

  function take(value: string, composing: boolean) {
    setTyped(value);
    setChosen(-1);
    setOpen(true);
    if (!composing) setComposed(value);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    setOpen(false);
    const offer = shown ? offered[chosen] : undefined;
    if (offer) return offer.go();
    if (typed.trim() !== '') search(typed.trim());
  }
  function search(next: string) {
    setOpen(false);
    rememberSearch(next);
    goTo(searchAddress({ ...wanted, q: next }));
  }

  return (
    <search>
      <form
        className="search-box"
        onSubmit={submit}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
        }}
      >
        <div className="input-icon">
          <Icon name="search" />
          <input
            className="input"
            type="search"
            role="combobox"
            enterKeyHint="search"
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the search page is opened to type into it
            autoFocus={autoFocus}
            aria-label={t('search.label')}
            aria-expanded={shown}
            aria-controls={list}
            aria-autocomplete="list"
            aria-activedescendant={shown && chosen >= 0 ? `${list}-${chosen}` : undefined}
            placeholder={t('search.placeholder')}
            maxLength={200}
            value={typed}
            onCompositionEnd={(event) => take(event.currentTarget.value, false)}
            onChange={(event) => take(event.target.value, (event.nativeEvent as InputEvent).isComposing)}
            onFocus={() => setOpen(typed === '')}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Escape') setOpen(false);
              const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
              if (!shown || step === undefined) return;
              event.preventDefault();
              setChosen(Math.min(Math.max(chosen + step, -1), offered.length - 1));
            }}
          />
        </div>
        <button type="submit" className="button button-primary">
          {t('search.go')}
        </button>
        <div className="options" hidden={!shown}>
          {shown && typed === '' ? (
            <div className="options-head">
              <span>{t('search.recent')}</span>
              <Button
                tone="quiet"
                small
                onClick={() => {
                  forgetSearches();
                  setRecent([]);
                }}
              >
                {t('search.forget')}
              </Button>
            </div>
          ) : null}
          <div id={list} role="listbox" aria-label={t(typed === '' ? 'search.recent' : 'search.suggestions')}>
            {shown
              ? offered.map((offer, index) => (
                  // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
                  // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys in the field choose, Enter takes
                  <div
                    key={offer.key}
                    id={`${list}-${index}`}
                    className="option"
                    role="option"
                    aria-selected={index === chosen}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={offer.go}
                  >
                    <span className="option-title">{offer.title}</span>
                    {offer.hint ? <span className="muted small">{offer.hint}</span> : null}
                  </div>
                ))
              : null}
          </div>
        </div>
      </form>
    </search>
  );
}
