import '../styles/questions.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../kit/button.tsx';
import { AskQuestion } from './ask-question.tsx';
import { questionsOn } from './queries.ts';
import { QuestionCard } from './question-card.tsx';
import { say } from './texts.ts';

/** 提问 under one step: how many there are, and the way to ask. All steps share one request. */
export function StepQuestions({ documentId, stepKey }: { documentId: string; stepKey: string }) {
  const [asking, setAsking] = useState(false);
  const [open, setOpen] = useState(false);
  const { data } = useQuery(questionsOn({ documentId }));
  const rows = data?.rows.filter(({ step }) => step?.key === stepKey) ?? [];
  return (
    <div className="q-step">
      <div className="q-step-actions">
        <Button small tone="quiet" icon="plus" onClick={() => setAsking(true)}>
          {say('ask')}
        </Button>
        {rows.length > 0 ? (
          <Button small tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {say('stepCount', { n: rows.length })}
          </Button>
        ) : null}
      </div>
      {open ? (
        <div className="stack">
          {rows.map((question) => (
            <QuestionCard key={question.id} question={question} />
          ))}
        </div>
      ) : null}
      {asking ? (
        <AskQuestion
          place={{ documentId, stepKey }}
          mayStar={data?.mayStar ?? false}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
