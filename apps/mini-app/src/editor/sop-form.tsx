import type { DocumentProblem, SopContent, SopStep } from '@baton/core';
import { useState } from 'react';
import { Button, IconButton } from '../kit/button.tsx';
import { Field, TextField } from '../kit/field.tsx';
import { Icon } from '../kit/icon.tsx';
import { StepCard } from './step-card.tsx';
import { say } from './texts.ts';
import { UploadList } from './upload-list.tsx';
import type { Uploads } from './use-uploads.ts';
import { WritingField } from './writing-field.tsx';

type Props = {
  content: SopContent;
  onContent: (change: Partial<SopContent>) => void;
  uploads: Uploads;
  problems: readonly DocumentProblem[];
};

const emptyStep = (): SopStep => ({
  key: Math.random().toString(36).slice(2, 12),
  action: '',
  standard: '',
  range: '',
  trouble: '',
});

const FIRST: readonly SopStep[] = [{ ...emptyStep(), key: 'first' }];

/** The skeleton of an SOP, filled in: steps first, what stands around them folded away until it is wanted. */
export function SopForm({ content, onContent, uploads, problems }: Props) {
  const [removed, setRemoved] = useState<{ step: SopStep; at: number } | null>(null);
  // A form without a step would be a riddle; an empty one is never kept.
  const steps = content.steps.length > 0 ? content.steps : FIRST;
  const putSteps = (next: readonly SopStep[]) => onContent({ steps: next });
  const putStep = (at: number, change: Partial<SopStep>) =>
    putSteps(steps.map((step, index) => (index === at ? { ...step, ...change } : step)));
  const errorsOf = (number: number) =>
    Object.fromEntries(
      problems
        .filter(({ step }) => step === number)
        .map(({ code }) => [code === 'step_action_missing' ? 'action' : 'standard', say(`p.${code}`)]),
    );

  function move(at: number, by: 1 | -1) {
    const next = [...steps];
    const [step] = next.splice(at, 1);
    if (step) next.splice(at + by, 0, step);
    putSteps(next);
  }

  return (
    <>
      <section className="stack">
        <h2 className="section-title">{say('steps')}</h2>
        <UploadList uploads={uploads} />
        {problems.some(({ code }) => code === 'steps_missing') ? (
          <p className="field-error" role="alert">
            {say('p.steps_missing')}
          </p>
        ) : null}
        <ol className="step-list">
          {steps.map((step, at) => (
            <StepCard
              key={step.key}
              step={step}
              number={at + 1}
              last={at === steps.length - 1}
              uploads={uploads}
              errors={errorsOf(at + 1)}
              onStep={(change) => putStep(at, change)}
              onMove={(by) => move(at, by)}
              onLines={([first = '', ...rest]) =>
                putSteps([
                  ...steps.slice(0, at),
                  { ...step, action: first },
                  ...rest.map((action) => ({ ...emptyStep(), action })),
                  ...steps.slice(at + 1),
                ])
              }
              onRemove={() => {
                setRemoved({ step, at });
                putSteps(steps.filter((one) => one !== step));
              }}
            />
          ))}
        </ol>
        <p role="status">
          {removed ? (
            <>
              {say('removedStep', { number: removed.at + 1 })}{' '}
              <Button
                tone="quiet"
                onClick={() => {
                  putSteps([...steps.slice(0, removed.at), removed.step, ...steps.slice(removed.at)]);
                  setRemoved(null);
                }}
              >
                {say('undo')}
              </Button>
            </>
          ) : null}
        </p>
        <Button onClick={() => putSteps([...steps, emptyStep()])}>
          <Icon name="plus" size={18} />
          {say('addStep')}
        </Button>
      </section>
      <section className="card card-pad stack">
        <h2>{say('background')}</h2>
        <LongField name="scope" hint={say('scopeHint')} content={content} onContent={onContent} />
        <TextField
          label={say('trigger')}
          optional
          maxLength={1000}
          value={content.trigger}
          onValue={(trigger) => onContent({ trigger })}
        />
        <TextField
          label={say('frequency')}
          optional
          maxLength={200}
          value={content.frequency}
          onValue={(frequency) => onContent({ frequency })}
        />
        <Lines name="inputs" content={content} onContent={onContent} />
        <Lines name="forbidden" content={content} onContent={onContent} />
      </section>
      <section className="card card-pad stack">
        <h2>{say('after')}</h2>
        <LongField name="output" content={content} onContent={onContent} />
        <Exceptions content={content} onContent={onContent} />
        <Lines name="systems" content={content} onContent={onContent} />
        <Lines name="contacts" content={content} onContent={onContent} />
      </section>
    </>
  );
}

type Part = Pick<Props, 'content' | 'onContent'>;

function LongField({ name, hint, content, onContent }: Part & { name: 'scope' | 'output'; hint?: string }) {
  return (
    <Field label={say(name)} hint={hint} optional>
      {(wired) => (
        <WritingField
          {...wired}
          maxLength={2000}
          value={content[name]}
          onValue={(value) => onContent({ [name]: value })}
        />
      )}
    </Field>
  );
}

/** A list as lines of one field: typed, pasted and reordered as any text. */
function Lines({ name, content, onContent }: Part & { name: 'inputs' | 'systems' | 'contacts' | 'forbidden' }) {
  const hint = name === 'forbidden' ? `${say('forbiddenHint')} · ${say('perLine')}` : say('perLine');
  return (
    <Field label={say(name)} hint={hint} optional>
      {(wired) => (
        <WritingField
          {...wired}
          value={content[name].join('\n')}
          onValue={(value) => onContent({ [name]: value === '' ? [] : value.split('\n') })}
        />
      )}
    </Field>
  );
}

function Exceptions({ content: { exceptions }, onContent }: Part) {
  const put = (at: number, change: Partial<(typeof exceptions)[number]>) =>
    onContent({ exceptions: exceptions.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  return (
    <fieldset className="form-group">
      <legend className="field-label">{say('exceptions')}</legend>
      {exceptions.map((exception, at) => (
        <div key={at} className="exception">
          <TextField label={say('sign')} maxLength={500} value={exception.sign} onValue={(sign) => put(at, { sign })} />
          <Field label={say('remedy')}>
            {(wired) => (
              <WritingField
                {...wired}
                maxLength={2000}
                value={exception.remedy}
                onValue={(remedy) => put(at, { remedy })}
              />
            )}
          </Field>
          <IconButton
            icon="trash"
            label={say('removeException', { sign: exception.sign })}
            onClick={() => onContent({ exceptions: exceptions.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <Button tone="quiet" onClick={() => onContent({ exceptions: [...exceptions, { sign: '', remedy: '' }] })}>
        {say('addException')}
      </Button>
    </fieldset>
  );
}
