import { useState } from 'react';
import { sayStep } from '../i18n/learning.ts';
import { Ask } from '../kit/ask.tsx';
import { TextField } from '../kit/field.tsx';
import { MOST_DOCUMENTS, moveDocument, moveStep, newStepKey, type PathStep, stepAt } from './edit-path.ts';
import { say } from './path-texts.ts';
import { DayField, ItemField, isShort, SHORT_MAX, useItem } from './spot-fields.tsx';
import type { Change } from './use-path-edit.ts';

type Props = {
  steps: readonly PathStep[];
  step: PathStep;
  onChange: (change: Change) => void;
  onClose: () => void;
};

/** Another day for one document, or another name under which it is read. */
export function AdjustDocument({ steps, step, id, title, onChange, onClose }: Props & { id: string; title: string }) {
  const [day, setDay] = useState(step.day);
  const [tried, setTried] = useState(false);
  const [newKey] = useState(newStepKey);
  const item = useItem({ steps, day, first: step });
  const there = item.spot && stepAt(steps, item.spot);
  const isFull = there !== undefined && there !== null && there !== step && there.documentIds.length >= MOST_DOCUMENTS;
  return (
    <Ask
      title={say('adjust')}
      lead={title}
      submit={say('adjustDone')}
      disabled={isFull}
      onClose={onClose}
      check={() => {
        setTried(true);
        return item.spot !== null;
      }}
      onSubmit={async () => {
        const { spot } = item;
        if (spot) onChange((all) => moveDocument(all, { key: step.key, id }, spot, newKey));
        onClose();
      }}
    >
      <DayField value={day} onValue={setDay} />
      <ItemField item={item} tried={tried} />
      {isFull ? <Full /> : null}
    </Ask>
  );
}

const Full = () => (
  <p className="field-error" role="alert">
    {say('full', { max: MOST_DOCUMENTS })}
  </p>
);

/** Another day for a whole item; another name where it has one of its own. */
export function AdjustStep({ steps, step, onChange, onClose }: Props) {
  const [day, setDay] = useState(step.day);
  const [title, setTitle] = useState(step.title);
  const hasName = step.kind === 'custom';
  const spot = { day, kind: step.kind, title: hasName ? title.trim() : '' };
  const joined =
    step.documentIds.length > 0
      ? stepAt(
          steps.filter((one) => one !== step),
          spot,
        )
      : undefined;
  const isFull = new Set([...step.documentIds, ...(joined?.documentIds ?? [])]).size > MOST_DOCUMENTS;
  return (
    <Ask
      title={say('adjust')}
      lead={sayStep(step)}
      submit={say('adjustDone')}
      disabled={isFull}
      onClose={onClose}
      check={() => !hasName || !isShort(title)}
      onSubmit={async () => {
        onChange((all) => moveStep(all, step.key, spot));
        onClose();
      }}
    >
      <DayField value={day} onValue={setDay} />
      {hasName ? (
        <TextField
          label={say(step.documentIds.length > 0 ? 'itemTitle' : 'taskTitle')}
          maxLength={SHORT_MAX}
          value={title}
          error={isShort(title) ? say('titleMissing') : undefined}
          onValue={setTitle}
        />
      ) : null}
      {isFull ? <Full /> : null}
    </Ask>
  );
}
