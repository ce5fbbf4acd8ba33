import type { ReadingStepKind } from '@baton/core';
import { useState } from 'react';
import { sayStep } from '../i18n/learning.ts';
import { Choices, TextField } from '../kit/field.tsx';
import { addTask, MOST_STEPS, type PathDay, type PathStep } from './edit-path.ts';
import { say } from './path-texts.ts';
import { isShort, SHORT_MAX } from './spot-fields.tsx';
import type { Change } from './use-path-edit.ts';

const OWN = 'custom';
const TASKS = [
  'handover',
  'first_try',
  'questions',
  'alone',
  'surprises',
] as const satisfies readonly ReadingStepKind[];
type Where = { steps: readonly PathStep[]; day: PathDay; newKey: string };

/**
 * Something to do that is to be put on the path: a step of the house's own that is not there, or one in one's own words.
 * `change`: null as long as something is missing or in the way.
 */
export function useAddedTask({ steps, day, newKey }: Where) {
  const [kind, setKind] = useState<(typeof TASKS)[number] | typeof OWN>(OWN);
  const [title, setTitle] = useState('');
  const missing = TASKS.filter((one) => steps.every((step) => step.kind !== one));
  const isOwn = kind === OWN;
  const problem = steps.length >= MOST_STEPS ? say('tooMany', { max: MOST_STEPS }) : '';
  const isReady = !problem && !(isOwn && isShort(title));
  // A step of the house's own goes by its kind: what somebody ticked of it stays ticked.
  const change: Change | null = isReady
    ? (all) => addTask(all, { day, kind, title: isOwn ? title.trim() : '' }, isOwn ? newKey : kind)
    : null;
  return { kind, setKind, title, setTitle, missing, isOwn, problem, change };
}

export function AddedTask({ added, tried }: { added: ReturnType<typeof useAddedTask>; tried: boolean }) {
  const { kind, title, missing, isOwn, problem } = added;
  return (
    <>
      {missing.length > 0 ? (
        <Choices
          label={say('task')}
          value={kind}
          options={[
            { value: OWN, label: say('ownTask') },
            ...missing.map((value) => ({ value, label: sayStep({ kind: value, title: '' }) })),
          ]}
          error={(!isOwn && problem) || undefined}
          onValue={added.setKind}
        />
      ) : null}
      {isOwn ? (
        <TextField
          label={say('taskTitle')}
          hint={say('taskTitleHint')}
          maxLength={SHORT_MAX}
          value={title}
          error={problem || (tried && isShort(title) ? say('titleMissing') : undefined)}
          onValue={added.setTitle}
        />
      ) : null}
    </>
  );
}
