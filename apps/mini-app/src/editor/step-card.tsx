import type { SopStep } from '@baton/core';
import type { ReactNode } from 'react';
import { IconButton } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { FileButton } from './file-button.tsx';
import { splitPasted } from './split-pasted.ts';
import { say } from './texts.ts';
import type { Uploads } from './use-uploads.ts';
import { WritingField } from './writing-field.tsx';

type StepField = 'action' | 'standard' | 'range' | 'trouble';
type Props = {
  step: SopStep;
  number: number;
  last: boolean;
  uploads: Uploads;
  errors: Partial<Record<StepField, string>>;
  onStep: (change: Partial<SopStep>) => void;
  /** Several lines were pasted into an empty step. */
  onLines: (lines: string[]) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
};

/** One step as a card: what to do, when it is right, what is normal, what if not. */
export function StepCard({ step, number, last, uploads, errors, onStep, onLines, onMove, onRemove }: Props) {
  const addFiles = (files: File[], place: (words: string) => void) => uploads.add(files, place);
  const field = (name: StepField, hint?: string, more: Partial<Parameters<typeof WritingField>[0]> = {}): ReactNode => (
    <Field label={say(name)} hint={hint} error={errors[name]} optional={name === 'range' || name === 'trouble'}>
      {(wired) => (
        <WritingField
          {...wired}
          {...more}
          maxLength={name === 'action' ? 4000 : 2000}
          value={step[name]}
          onValue={(value) => onStep({ [name]: value })}
          onFiles={addFiles}
        />
      )}
    </Field>
  );
  return (
    <li className="step-card" id={`edit-${step.key}`}>
      <div className="step-head">
        <strong>{say('step', { number })}</strong>
        <span className="step-tools">
          <FileButton
            label={say('picture')}
            icon="photo"
            accept="image/*"
            onFiles={(files) => addFiles(files, (words) => onStep({ action: `${step.action}\n${words}` }))}
          />
          <IconButton icon="up" label={say('up', { number })} disabled={number === 1} onClick={() => onMove(-1)} />
          <IconButton icon="down" label={say('down', { number })} disabled={last} onClick={() => onMove(1)} />
          <IconButton icon="trash" label={say('removeStep', { number })} onClick={onRemove} />
        </span>
      </div>
      {field('action', number === 1 ? say('actionHint') : undefined, {
        onPaste: (event) => {
          const lines = step.action.trim() === '' ? splitPasted(event.clipboardData.getData('text/plain')) : null;
          if (!lines || event.clipboardData.files.length > 0) return;
          event.preventDefault();
          onLines(lines);
        },
      })}
      {field('standard', number === 1 ? say('standardHint') : undefined)}
      <div className="step-pair">
        {field('range')}
        {field('trouble')}
      </div>
    </li>
  );
}
