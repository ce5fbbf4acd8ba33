import { useId, useState } from 'react';
import { sayStep } from '../i18n/learning.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Icon } from '../kit/icon.tsx';
import { Link } from '../kit/link.tsx';
import { AdjustDocument, AdjustStep } from './adjust-on-path.tsx';
import { type PathDay, type PathStep, removeStep, takeDocument } from './edit-path.ts';
import { say, sayPathDay } from './path-texts.ts';
import type { Change } from './use-path-edit.ts';

type Props = {
  steps: readonly PathStep[];
  titles: ReadonlyMap<string, string>;
  /** Null: only to look at. */
  onChange: ((change: Change) => void) | null;
};

/** What one day has, and the way to put more there. */
export function PathDaySection(props: Props & { day: PathDay; onAdd: () => void }) {
  const heading = useId();
  const { day, onChange, onAdd } = props;
  const own = props.steps.filter((step) => step.day === day);
  if (own.length === 0 && !onChange) return null;
  return (
    <section aria-labelledby={heading}>
      <div className="path-head">
        <h2 id={heading}>{sayPathDay(day)}</h2>
        {onChange ? (
          <Button small tone="quiet" icon="plus" aria-label={say('addTo', { day: sayPathDay(day) })} onClick={onAdd}>
            {say('add')}
          </Button>
        ) : null}
      </div>
      {own.length === 0 ? (
        <p className="path-none">{say('dayEmpty')}</p>
      ) : (
        <ul className="card rows">
          {own.map((step) => (
            <Step key={step.key} {...props} step={step} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Step({ step, steps, titles, onChange }: Props & { step: PathStep }) {
  const [asking, setAsking] = useState(false);
  const { key, documentIds } = step;
  const name = sayStep(step);
  const shown = documentIds.filter((id) => titles.has(id));
  const isTask = documentIds.length === 0;
  return (
    <li className="path-step">
      <div className="path-line">
        <div className="path-name">
          <h3>{name}</h3>
          {isTask ? <p className="muted small">{say('taskHint')}</p> : null}
        </div>
        {onChange ? (
          <>
            <IconButton icon="pen" label={say('adjustOne', { title: name })} onClick={() => setAsking(true)} />
            {isTask ? (
              <IconButton
                icon="close"
                label={say('remove', { title: name })}
                onClick={() => onChange((all) => removeStep(all, key))}
              />
            ) : null}
          </>
        ) : null}
      </div>
      {isTask ? null : (
        <ul className="path-documents">
          {shown.map((id) => (
            <Row key={id} steps={steps} titles={titles} onChange={onChange} step={step} id={id} />
          ))}
          {shown.length < documentIds.length ? (
            <li className="muted small">{say('hidden', { count: documentIds.length - shown.length })}</li>
          ) : null}
        </ul>
      )}
      {asking && onChange ? (
        <AdjustStep steps={steps} step={step} onChange={onChange} onClose={() => setAsking(false)} />
      ) : null}
    </li>
  );
}

function Row({ id, step, steps, titles, onChange }: Props & { id: string; step: PathStep }) {
  const [asking, setAsking] = useState(false);
  const title = titles.get(id) ?? '';
  return (
    <li className="path-line">
      <Link href={`/documents/${id}`} className="path-document">
        <Icon name="file" size={18} />
        <span>{title}</span>
      </Link>
      {onChange ? (
        <>
          <IconButton icon="pen" label={say('adjustOne', { title })} onClick={() => setAsking(true)} />
          <IconButton
            icon="close"
            label={say('remove', { title })}
            onClick={() => onChange((all) => takeDocument(all, step.key, id))}
          />
        </>
      ) : null}
      {asking && onChange ? (
        <AdjustDocument
          steps={steps}
          step={step}
          id={id}
          title={title}
          onChange={onChange}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </li>
  );
}
