import { ApiError, type QuestionView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Ask } from '../kit/ask.tsx';
import { Button } from '../kit/button.tsx';
import { Failure } from '../kit/failure.tsx';
import { Loading } from '../kit/loading.tsx';
import { toast } from '../kit/toast.tsx';
import { call } from '../session.ts';
import { orderAlike } from './order-alike.ts';
import { type Place, questionChanged, questionsOn, reloadQuestion } from './queries.ts';
import { say } from './texts.ts';

const SHOWN = 4;

/** The same was asked before: which one it is, what becomes of this one, and only then is it merged. */
export function MergeAsk({ question, onClose }: { question: QuestionView; onClose: () => void }) {
  const { id, version, document, item } = question;
  const place: Place = document ? { documentId: document.id } : { itemId: item?.id ?? '' };
  const questions = useQuery({ ...questionsOn(place), staleTime: 0 });
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [gone, setGone] = useState(false);
  const others = orderAlike(question, questions.data?.rows ?? []);
  const chosen = others.find((other) => other.id === chosenId);
  const problem = gone ? say('mergeGone') : tried && !chosen ? say('mergeMissing') : undefined;
  return (
    <Ask
      title={say('merge')}
      lead={say('mergeLead')}
      submit={say('merge')}
      disabled={others.length === 0}
      onClose={onClose}
      onConflict={() => Promise.all([questions.refetch(), reloadQuestion(id)])}
      check={() => {
        setTried(true);
        setGone(false);
        return chosen !== undefined;
      }}
      onSubmit={async () => {
        if (!chosen) return;
        try {
          questionChanged(await call('mergeQuestion', { params: { id }, body: { version, into: chosen.id } }));
        } catch (error) {
          // The other one was withdrawn or merged meanwhile: the list says so by no longer having it.
          if (error instanceof ApiError && ['ended', 'elsewhere'].includes(String(error.details.why))) {
            setGone(true);
            await questions.refetch();
          }
          throw error;
        }
        toast(say('mergeDone'));
        onClose();
      }}
    >
      <blockquote className="q-quote">
        <p className="small muted">{say('mergeThis')}</p>
        <p className="q-text">{question.text}</p>
      </blockquote>
      {questions.isPending ? (
        <Loading rows={1} />
      ) : !questions.data ? (
        <Failure error={questions.error} onRetry={() => void questions.refetch()} />
      ) : others.length === 0 ? (
        <p className="muted" role="status">
          {say(question.holdsUp ? 'mergeNoneStar' : 'mergeNone')}
        </p>
      ) : (
        <Others others={others} chosen={chosenId} problem={problem} onChoose={setChosenId} />
      )}
      {chosen ? <Preview question={question} into={chosen} /> : null}
    </Ask>
  );
}

function Others(props: {
  others: readonly QuestionView[];
  chosen: string | null;
  problem: string | undefined;
  onChoose: (id: string) => void;
}) {
  const name = useId();
  const [all, setAll] = useState(false);
  const { others, chosen, problem } = props;
  const shown = all ? others : others.slice(0, SHOWN);
  return (
    <fieldset className="form-group" aria-describedby={problem ? `${name}-error` : undefined}>
      <legend className="field-label">{say('mergeInto')}</legend>
      <div className="choices">
        {shown.map((other, index) => (
          <label className="choice" key={other.id}>
            <input
              type="radio"
              name={name}
              checked={other.id === chosen}
              data-wrong={problem && index === 0 ? true : undefined}
              onChange={() => props.onChoose(other.id)}
            />
            <span className="q-other">
              <span className={other.id === chosen ? 'q-text' : 'q-other-text'}>{other.text}</span>
              <span className="small muted">
                {[
                  say(`state.${other.state}`),
                  other.asker.name,
                  ...(other.step ? [say('step', { n: other.step.number })] : []),
                ].join(' · ')}
              </span>
            </span>
          </label>
        ))}
      </div>
      {shown.length < others.length ? (
        <Button small tone="quiet" onClick={() => setAll(true)}>
          {t('common.showAll', { count: others.length })}
        </Button>
      ) : null}
      {problem ? (
        <p className="field-error" id={`${name}-error`} role="alert">
          {problem}
        </p>
      ) : null}
    </fieldset>
  );
}

/** What will be true afterwards. */
function Preview({ question, into }: { question: QuestionView; into: QuestionView }) {
  const answer = into.answers.find(({ accepted }) => accepted) ?? into.answers[into.answers.length - 1];
  const place = useRef<HTMLElement>(null);
  const intoId = into.id;
  // On a phone it would begin below the edge of the dialog.
  useEffect(() => {
    if (intoId) void place.current?.scrollIntoView({ block: 'nearest' });
  }, [intoId]);
  const isSame = into.asker.userId === question.asker.userId;
  const who =
    question.seconds > 0 ? (isSame ? 'mergeSeconds' : 'mergeAskers') : isSame ? null : ('mergeAsker' as const);
  return (
    <section ref={place} className="q-preview" aria-live="polite" aria-label={say('mergePreview')}>
      <h3 className="field-label">{say('mergePreview')}</h3>
      {answer ? (
        <p className="q-text q-preview-answer">{say('mergeAnswer', { name: answer.by.name, text: answer.text })}</p>
      ) : (
        <p className="small muted">{say('waits', { name: into.owner.name })}</p>
      )}
      <ul>
        {who === null ? null : <li>{say(who, { name: question.asker.name, n: question.seconds })}</li>}
        <li>{say('mergeOld')}</li>
        {question.answers.length > 0 ? <li>{say('mergeAnswers', { count: question.answers.length })}</li> : null}
      </ul>
    </section>
  );
}
