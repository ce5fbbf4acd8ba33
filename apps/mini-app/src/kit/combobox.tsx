import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { useSettled } from './use-settled.ts';

const TYPING_MS = 200;

type Props<T> = {
  label: string;
  placeholder: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  /** What was chosen, in place of the field; null while nothing is. */
  picked: ReactNode;
  onClear: () => void;
  onChoose: (row: T) => void;
  /** A hook: what fits the words; nothing is asked for ''. `ready`: it is known by now. */
  useRows: (q: string) => { rows: readonly T[]; ready: boolean };
  keyOf: (row: T) => string;
  show: (row: T) => ReactNode;
  /** What is said of how many were found. */
  sayFound: (q: string, count: number) => string;
};

/**
 * Finds one of many by typing. The list stands below the field, in the flow of the page: no floating layer to be covered
 * by a phone's keyboard. Follows the ARIA combobox pattern; letters still being composed are not searched for.
 */
export function Combobox<T>(props: Props<T>) {
  const { label, picked, useRows, keyOf } = props;
  const [typed, setTyped] = useState('');
  const [composed, setComposed] = useState('');
  const [active, setActive] = useState(0);
  const q = useSettled(composed.trim(), TYPING_MS);
  const { rows, ready } = useRows(picked === null ? q : '');
  const current = Math.min(active, rows.length - 1);
  const chosen = rows[current];

  function choose(row: T | undefined) {
    if (row === undefined) return;
    setTyped('');
    setComposed('');
    props.onChoose(row);
  }
  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) {
      event.preventDefault();
      setActive((current + step + rows.length) % rows.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(chosen);
    }
  }

  return (
    <Field
      label={label}
      hint={picked !== null || q ? undefined : props.hint}
      error={props.error}
      optional={props.optional ?? false}
    >
      {(wired) =>
        picked !== null ? (
          <div className="picked">
            {picked}
            <Button tone="quiet" id={wired.id} onClick={props.onClear} aria-label={`${t('people.clear')} ${label}`}>
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
                aria-expanded={q !== ''}
                aria-controls={`${wired.id}-list`}
                aria-autocomplete="list"
                aria-activedescendant={chosen === undefined ? undefined : `${wired.id}-${keyOf(chosen)}`}
                autoComplete="off"
                maxLength={200}
                placeholder={props.placeholder}
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
            <div className={q === '' ? 'hidden' : 'options'} role="listbox" id={`${wired.id}-list`} aria-label={label}>
              {rows.map((row, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns the list
                // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox (aria-activedescendant)
                <div
                  key={keyOf(row)}
                  id={`${wired.id}-${keyOf(row)}`}
                  className="option"
                  role="option"
                  aria-selected={index === current}
                  onClick={() => choose(row)}
                >
                  {props.show(row)}
                </div>
              ))}
            </div>
            <div role="status" className={q !== '' && ready && rows.length === 0 ? 'options-none' : 'hidden'}>
              {q !== '' && ready ? props.sayFound(q, rows.length) : ''}
            </div>
          </>
        )
      }
    </Field>
  );
}
