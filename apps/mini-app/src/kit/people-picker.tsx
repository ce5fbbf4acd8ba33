import type { PersonRef } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { t } from '../i18n/t.ts';
import { peopleQuery } from '../queries.ts';
import { Combobox } from './combobox.tsx';
import { Person } from './person.tsx';

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

/** Finds a colleague by name. */
export function PeoplePicker({ value, onValue, without = [], ...field }: Props) {
  return (
    <Combobox<PersonRef>
      {...field}
      placeholder={t('people.search')}
      picked={value ? <Person person={value} /> : null}
      onClear={() => onValue(null)}
      onChoose={onValue}
      useRows={(q) => {
        const found = useQuery({ ...peopleQuery(q), enabled: q !== '' });
        const people = found.data?.people ?? [];
        return { rows: people.filter(({ userId }) => !without.includes(userId)), ready: found.isSuccess };
      }}
      keyOf={({ userId }) => userId}
      show={(person) => <Person person={person} />}
      sayFound={(q, count) => (count === 0 ? t('people.none', { q }) : t('people.found', { count }))}
    />
  );
}
