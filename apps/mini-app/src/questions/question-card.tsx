import '../styles/questions.css';
import type { QuestionView } from '@baton/api/client';
import { useState } from 'react';
import { Button } from '../kit/button.tsx';
import { Link } from '../kit/link.tsx';
import { Note } from '../kit/note.tsx';
import { Refusal } from '../kit/refusal.tsx';
import { toast } from '../kit/toast.tsx';
import { sayDue, sayTime, today } from '../say-days.ts';
import { call, currentMe } from '../session.ts';
import { AnswerForm } from './answer-form.tsx';
import { questionChanged } from './queries.ts';
import { type Asked, QuestionAsk } from './question-asks.tsx';
import { say } from './texts.ts';

const TONE = { open: ' tag-warn', answered: ' tag-violet', accepted: ' tag-ok', withdrawn: '', merged: '' } as const;
const ASKED: readonly Asked[] = ['fold', 'reopen', 'withdraw', 'merge', 'waive'];

/** A question with its answers and whatever the person may do with it. `where`: says on what it was asked. */
export function QuestionCard({ question, where = false, open = false }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [answering, setAnswering] = useState(open && question.state === 'open');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const may = (action: QuestionView['abilities'][number]) => question.abilities.includes(action);
  const params = { id: question.id };

  async function take(run: () => ReturnType<typeof call<'readQuestion'>>, said?: string) {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      questionChanged(await run());
      if (said) toast(said);
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }
  const { version, starred, seconded } = question;
  const isOpen = question.state === 'open';
  return (
    <article className="card card-pad question" aria-label={question.text}>
      <div className="q-tags">
        <span className={`tag${TONE[question.state]}`}>{say(`state.${question.state}`)}</span>
        {starred ? <span className="tag q-star">{say('star')}</span> : null}
        {isOpen ? (
          <span className={question.overdue ? 'small tone-danger' : 'small muted'}>
            {sayDue(question.dueOn, today())}
          </span>
        ) : null}
      </div>
      {where ? <Where question={question} /> : null}
      <p className="q-text">{question.text}</p>
      <p className="small muted">
        {say('by', { name: question.asker.name, time: sayTime(question.askedAt) })}
        {isOpen ? ` · ${say('waits', { name: question.owner.name })}` : ''}
        {question.seconds > 0 ? ` · ${say('secondCount', { n: question.seconds })}` : ''}
      </p>
      {isOpen && question.reopenedBecause ? (
        <p className="small q-again">{say('reopened', { why: question.reopenedBecause })}</p>
      ) : null}
      {question.waiver ? (
        <Note>
          {say('waived', {
            name: question.waiver.by.name,
            why: question.waiver.why,
            risk: question.waiver.risk,
          })}
        </Note>
      ) : null}
      {question.mergedInto ? (
        <p className="small muted">
          {say('merged')} <Link href={`/questions/${question.mergedInto}`}>{say('openMerged')}</Link>
        </p>
      ) : null}
      {question.answers.length > 0 ? (
        <ul className="q-answers">
          {question.answers.map((answer) => (
            <li key={answer.id} className={answer.accepted ? 'q-accepted' : undefined}>
              <p className="q-text">{answer.text}</p>
              <div className="q-foot">
                <span className="small muted">
                  {say('answeredBy', { name: answer.by.name, time: sayTime(answer.at) })}
                </span>
                {answer.accepted ? <span className="tag tag-ok">{say('accepted')}</span> : null}
                {!answer.accepted && may('accept') ? (
                  <Button
                    small
                    icon="check"
                    busy={busy}
                    onClick={() =>
                      void take(
                        () => call('acceptAnswer', { params, body: { version, answerId: answer.id } }),
                        say('acceptDone'),
                      )
                    }
                  >
                    {say('accept')}
                  </Button>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      <Folded question={question} />
      {error === null ? null : <Refusal error={error} />}
      {answering && may('answer') ? <AnswerForm question={question} onDone={() => setAnswering(false)} /> : null}
      <div className="q-actions">
        {may('answer') && !answering ? (
          <Button
            small
            tone={isOpen && question.owner.userId === currentMe()?.userId ? 'primary' : 'plain'}
            onClick={() => setAnswering(true)}
          >
            {say(isOpen ? 'answer' : 'answerMore')}
          </Button>
        ) : null}
        {may('second') ? (
          <Button
            small
            busy={busy}
            aria-pressed={seconded}
            onClick={() => void take(() => call('secondQuestion', { params, body: { on: !seconded } }))}
          >
            {say(seconded ? 'seconded' : 'second')}
          </Button>
        ) : null}
        {ASKED.filter((action) => may(action) && !(action === 'fold' && isInDocument(question))).map((action) => (
          <Button key={action} small tone={action === 'fold' ? 'primary' : 'plain'} onClick={() => setAsked(action)}>
            {say(action)}
          </Button>
        ))}
        {may('star') ? (
          <Button
            small
            busy={busy}
            onClick={() =>
              void take(
                () => call('starQuestion', { params, body: { version, starred: !starred } }),
                say(starred ? 'unstarDone' : 'starDone'),
              )
            }
          >
            {say(starred ? 'starOff' : 'starOn')}
          </Button>
        ) : null}
      </div>
      {asked ? <QuestionAsk question={question} action={asked} onClose={() => setAsked(null)} /> : null}
    </article>
  );
}
type Props = { question: QuestionView; where?: boolean; open?: boolean };

const isInDocument = ({ folded, foldedNumber }: QuestionView): boolean => folded || foldedNumber !== null;

function Where({ question: { document, item, step } }: Props) {
  const at = document ? { href: `/documents/${document.id}`, title: document.title } : null;
  const on = item ? { href: `/items/${item.id}`, title: item.title } : at;
  if (!on) return null;
  return (
    <p className="small q-where">
      <Link href={on.href}>{on.title}</Link>
      {step ? <span className="muted">{` · ${say('step', { n: step.number })} ${step.action}`}</span> : null}
    </p>
  );
}

function Folded({ question }: Props) {
  if (question.foldedNumber !== null) {
    return <p className="small tone-ok">{say('inVersion', { n: question.foldedNumber })}</p>;
  }
  if (!question.folded || !question.document) return null;
  return (
    <p className="small">
      {say('inDraft')} <Link href={`/documents/${question.document.id}`}>{say('openDraft')}</Link>
    </p>
  );
}
