import type { LearningReply } from '@baton/api/client';
import { useState } from 'react';
import { shanghaiDay } from '../days.ts';
import { say, sayHint, sayStep } from '../i18n/learning.ts';
import { Button } from '../kit/button.tsx';
import { failureText } from '../kit/failure.tsx';
import { Icon } from '../kit/icon.tsx';
import { Link } from '../kit/link.tsx';
import { Note } from '../kit/note.tsx';
import { toast } from '../kit/toast.tsx';
import { sayDay } from '../say-days.ts';
import { finishStep } from './queries.ts';

type Path = LearningReply['paths'][number];
type Step = Path['steps'][number];
const STATES = ['now', 'next', 'done'] as const;

/** The steps of one path: what is to be done now first, what is done last. `own`: the reader's, who may tick them. */
export function PathSteps({ path, own }: { path: Path; own: boolean }) {
  // Under the name of the path, or under the page's own.
  const Heading = own ? 'h3' : 'h2';
  return (
    <>
      {STATES.map((state) => {
        const steps = path.steps.filter((step) => step.state === state);
        if (steps.length === 0) return null;
        return (
          <section key={state}>
            <Heading className="section-title">
              {say(state)}
              <span className="count">{steps.length}</span>
            </Heading>
            <ul className="card rows">
              {steps.map((step) => (
                <StepRow key={step.key} path={path} step={step} own={own} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function StepRow({ path, step, own }: { path: Path; step: Step; own: boolean }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { kind, state, total } = step;
  const ticks = own && total === 0 && state !== 'next';
  const hint = own && state !== 'done' ? sayHint(kind) : '';
  async function tick(done: boolean) {
    setBusy(true);
    setError(null);
    try {
      await finishStep(path.id, step.key, done);
      toast(say(done ? 'saved' : 'undone'));
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }
  return (
    <li className="learning-step">
      <div className="row-title">
        <span>{step.about ? say('aloneAbout', { title: step.about }) : sayStep(step)}</span>
      </div>
      <div className="meta">
        <span>{say(step.day === 0 ? 'firstDay' : 'dayOf', { day: step.day, on: sayDay(step.on) })}</span>
        {total > 0 ? <span>{say('readOf', { read: step.read, total })}</span> : null}
        {step.doneAt ? (
          <span className="learning-done">{say('doneOn', { day: sayDay(shanghaiDay(new Date(step.doneAt))) })}</span>
        ) : null}
      </div>
      {hint ? <p className="learning-hint">{hint}</p> : null}
      <Documents step={step} />
      {error === null ? null : (
        <Note tone="danger" live>
          {failureText(error)}
        </Note>
      )}
      {ticks || (own && kind === 'handover') ? (
        <div className="learning-actions">
          {kind === 'handover' && path.handoverId ? (
            <Link href={`/handovers/${path.handoverId}`} className="button button-plain button-small">
              {say('open')}
            </Link>
          ) : null}
          {ticks ? (
            <Button
              small
              tone={state === 'done' ? 'quiet' : 'plain'}
              icon={state === 'done' ? 'undo' : 'check'}
              busy={busy}
              aria-label={`${say(state === 'done' ? 'undo' : 'markDone')}：${sayStep(step)}`}
              onClick={() => void tick(state !== 'done')}
            >
              {say(state === 'done' ? 'undo' : 'markDone')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function Documents({ step: { documents, total } }: { step: Step }) {
  if (total === 0) return null;
  return (
    <ul className="learning-documents">
      {documents.map(({ id, title, confirmed }) => (
        <li key={id}>
          <Link href={`/documents/${id}`} className="learning-document">
            <Icon name={confirmed ? 'check' : 'file'} size={18} />
            <span className="learning-name">{title}</span>
            <span className={confirmed ? 'learning-done' : 'tone-brand'}>
              {confirmed
                ? say('confirmed', { number: confirmed.number, day: sayDay(shanghaiDay(new Date(confirmed.at))) })
                : say('toRead')}
            </span>
          </Link>
        </li>
      ))}
      {documents.length < total ? <li className="learning-hint">{say('hiddenDocs')}</li> : null}
    </ul>
  );
}
