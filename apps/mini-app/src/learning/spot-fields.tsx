import { useState } from 'react';
import { sayStep } from '../i18n/learning.ts';
import { Choices, Field, TextField } from '../kit/field.tsx';
import { PATH_DAYS, type PathDay, type PathStep, type Spot } from './edit-path.ts';
import { say, sayPathDay } from './path-texts.ts';

const NEW = 'new';
const nameOf = ({ kind, title }: Pick<Spot, 'kind' | 'title'>): string => `${kind}|${title}`;
const MUST_READ = { kind: 'must_read', title: '' } as const;
const DUTIES = { kind: 'duties', title: '' } as const;
type Item = Pick<Spot, 'kind' | 'title'>;

export const isShort = (text: string): boolean => [...text.trim()].length < 2;
export const SHORT_MAX = 80;

export function DayField({ value, onValue }: { value: PathDay; onValue: (day: PathDay) => void }) {
  return (
    <Field label={say('day')}>
      {(wired) => (
        <select
          {...wired}
          className="input select"
          value={value}
          onChange={(event) => onValue(PATH_DAYS.find((day) => String(day) === event.target.value) ?? value)}
        >
          {PATH_DAYS.map((day) => (
            <option key={day} value={day}>
              {sayPathDay(day)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/**
 * Under which name a document is read: one that is there on that day, the SOPs that must be read, or a new one.
 * @param about.first where it stands now, or belongs by its kind
 */
export function useItem({ steps, day, first }: { steps: readonly PathStep[]; day: PathDay; first: Item }) {
  const [choice, setChoice] = useState(nameOf(first));
  const [title, setTitle] = useState('');
  const there = steps.filter((step) => step.day === day && step.documentIds.length > 0);
  const items = [...new Map([first, MUST_READ, ...there].map((item) => [nameOf(item), item])).values()];
  const item = items.find((one) => nameOf(one) === choice) ?? (choice === NEW ? null : first);
  return {
    items,
    choice: item ? nameOf(item) : NEW,
    setChoice,
    title,
    setTitle,
    /** Null while its name is missing. */
    spot: item ? { day, ...pick(item) } : isShort(title) ? null : { day, kind: 'custom' as const, title: title.trim() },
  };
}
const pick = ({ kind, title }: Item): Item => ({ kind, title });

/** Where a document of that kind is read, unless somebody says otherwise. */
export const itemFor = (kind: string | undefined): Item => (kind === 'job_description' ? DUTIES : MUST_READ);

export function ItemField({ item, tried }: { item: ReturnType<typeof useItem>; tried: boolean }) {
  return (
    <>
      <Choices
        label={say('item')}
        value={item.choice}
        options={[
          ...item.items.map((one) => ({ value: nameOf(one), label: sayStep(one) })),
          { value: NEW, label: say('newItem') },
        ]}
        onValue={item.setChoice}
      />
      {item.choice === NEW ? (
        <TextField
          label={say('itemTitle')}
          hint={say('itemTitleHint')}
          maxLength={SHORT_MAX}
          value={item.title}
          error={tried && isShort(item.title) ? say('titleMissing') : undefined}
          onValue={item.setTitle}
        />
      ) : null}
    </>
  );
}
