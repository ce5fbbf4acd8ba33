import type { ReadingPathView } from '@baton/api/client';
import { useState } from 'react';
import { Ask } from '../kit/ask.tsx';
import { Choices } from '../kit/field.tsx';
import { AddedDocument, useAddedDocument } from './added-document.tsx';
import { AddedTask, useAddedTask } from './added-task.tsx';
import { newStepKey, type PathDay, type PathStep } from './edit-path.ts';
import { say } from './path-texts.ts';
import { DayField } from './spot-fields.tsx';
import type { Change } from './use-path-edit.ts';

/** Puts something on the path: a document to read, or something to do. */
export function AddToPath(props: {
  view: ReadingPathView;
  steps: readonly PathStep[];
  day: PathDay;
  onAdd: (change: Change, titles?: Readonly<Record<string, string>>) => void;
  onClose: () => void;
}) {
  const { view, steps, onAdd, onClose } = props;
  const [what, setWhat] = useState<'document' | 'task'>('document');
  const [day, setDay] = useState(props.day);
  const [newKey] = useState(newStepKey);
  const [tried, setTried] = useState(false);
  const document = useAddedDocument({ steps, day, newKey });
  const task = useAddedTask({ steps, day, newKey });
  const isDocument = what === 'document';
  const change = isDocument ? document.change : task.change;
  return (
    <Ask
      title={say('addTitle')}
      submit={say('add')}
      onClose={onClose}
      check={() => {
        setTried(true);
        return change !== null;
      }}
      onSubmit={async () => {
        if (change) onAdd(change, isDocument ? document.titles : {});
        onClose();
      }}
    >
      <Choices
        label={say('what')}
        value={what}
        options={[
          { value: 'document', label: say('what.document') },
          { value: 'task', label: say('what.task') },
        ]}
        onValue={(next) => {
          setWhat(next);
          setTried(false);
        }}
      />
      <DayField value={day} onValue={setDay} />
      {isDocument ? (
        <AddedDocument view={view} steps={steps} added={document} tried={tried} />
      ) : (
        <AddedTask added={task} tried={tried} />
      )}
    </Ask>
  );
}
