import type { PersonRef } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { t } from '../i18n/t.ts';
import { peopleQuery } from '../queries.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Icon } from './icon.tsx';
import { Person } from './person.tsx';
import { useSettled } from './use-settled.ts';

const TYPING_MS = 200;

type Props = {
  label: string;
  value: PersonRef | null;
  onValue: (person: PersonRef | null) => void;
  hint?: string;
  error?: string | undefined;
  optional?: boolean;
  /** Who cannot be chosen here. */
  without?: readonly string[];
};

/**
 * Finds a colleague by name. The list stands below the field, in the flow of the page: no floating layer to be covered
 * by a phone's keyboard. Follows the ARIA combobox pattern; letters still being composed are not searched for.
 */
export function PeoplePicker({ label, value, onValue, hint, error, optional = false, without = [] }: Props) {
  const [typed, setTyped] = useState('');
  const [settled, setSettled] = useState('');
  const [active, setActive] = useState(0);
  const q = useSettled(settled.trim(), TYPING_MS);
  const found = useQuery({ ...peopleQuery(q), enabled: q !== '' && value === null });
  const people = (found.data?.people ?? []).filter((person) => !without.includes(person.userId));
  const current = Math.min(active, people.length - 1);

  function choose(person: PersonRef) {
    setTyped('');
    setSettled('');
    onValue(person);
  }
  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = people[current];
    if (step !== undefined && people.length > 0) {
      event.preventDefault();
      setActive((current + step + people.length) % people.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (person) choose(person);
    }
  }

  return (
    <Field label={label} hint={value || q ? undefined : hint} error={error} optional={optional}>
      {(wired) =>
        value ? (
          <div className="picked">
            <Person person={value} />
            <Button
              tone="quiet"
              id={wired.id}
              onClick={() => onValue(null)}
              aria-label={`${t('people.clear')} ${label}`}
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
                aria-expanded={q !== ''}
                aria-controls={`${wired.id}-list`}
                aria-autocomplete="list"
                aria-activedescendant={people[current] ? `${wired.id}-${people[current].userId}` : undefined}
                autoComplete="off"
                placeholder={t('people.search')}
                value={typed}
                onKeyDown={onKey}
                onCompositionEnd={(event) => setSettled(event.currentTarget.value)}
                onChange={(event) => {
                  setTyped(event.target.value);
                  setActive(0);
                  if (!(event.nativeEvent as InputEvent).isComposing) setSettled(event.target.value);
                }}
              />
            </div>
            <div className={q === '' ? 'hidden' : 'options'} role="listbox" id={`${wired.id}-list`} aria-label={label}>
              {people.map((person, index) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns the list
                // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the combobox (aria-activedescendant)
                <div
                  key={person.userId}
                  id={`${wired.id}-${person.userId}`}
                  className="option"
                  role="option"
                  aria-selected={index === current}
                  onClick={() => choose(person)}
                >
                  <Person person={person} />
                </div>
              ))}
            </div>
            <div
              role="status"
              className={q !== '' && found.isSuccess && people.length === 0 ? 'options-none' : 'hidden'}
            >
              {q !== '' && found.isSuccess
                ? people.length === 0
                  ? t('people.none', { q })
                  : t('people.found', { count: people.length })
                : ''}
            </div>
          </>
        )
      }
    </Field>
  );
}
