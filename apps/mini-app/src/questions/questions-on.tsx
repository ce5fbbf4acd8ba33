import '../styles/case.css';
import '../styles/questions.css';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { Failure } from '../kit/failure.tsx';
import { Loading } from '../kit/loading.tsx';
import { AskQuestion } from './ask-question.tsx';
import { type Place, questionsOn } from './queries.ts';
import { QuestionCard } from './question-card.tsx';
import { say } from './texts.ts';

/** What was asked on a document or item, and the way to ask. */
export function QuestionsOn({ place }: { place: Place }) {
  const heading = useId();
  const [asking, setAsking] = useState(false);
  const questions = useQuery(questionsOn(place));
  const { rows, mayStar = false } = questions.data ?? {};
  return (
    <section aria-labelledby={heading}>
      <div className="q-head">
        <h2 id={heading}>
          {say('section')}
          {rows && rows.length > 0 ? <span className="count">{rows.length}</span> : null}
        </h2>
        <Button small icon="plus" onClick={() => setAsking(true)}>
          {say('ask')}
        </Button>
      </div>
      {questions.isPending ? (
        <Loading rows={1} />
      ) : !rows ? (
        <Failure error={questions.error} onRetry={() => void questions.refetch()} />
      ) : rows.length === 0 ? (
        <p className="card card-pad muted">{say('sectionEmpty')}</p>
      ) : (
        <div className="stack">
          {rows.map((question) => (
            <QuestionCard key={question.id} question={question} />
          ))}
        </div>
      )}
      {asking ? <AskQuestion place={place} mayStar={mayStar} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}
