import '../styles/case.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty } from '../kit/empty.tsx';
import { Failure } from '../kit/failure.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { Segments } from '../kit/segments.tsx';
import { questionsOfMine } from '../questions/queries.ts';
import { QuestionCard } from '../questions/question-card.tsx';
import { say } from '../questions/texts.ts';

type Scope = 'to_answer' | 'asked';

/** 问答: what waits for me, and what I asked. */
export function Questions() {
  const [scope, setScope] = useState<Scope>('to_answer');
  const questions = useQuery(questionsOfMine(scope));
  const mine = scope === 'to_answer';
  return (
    <Page title={say('title')} back="/">
      <div className="narrow">
        <Segments<Scope>
          label={say('title')}
          value={scope}
          options={[
            { value: 'to_answer', label: say('toAnswer') },
            { value: 'asked', label: say('asked') },
          ]}
          onValue={setScope}
        />
        <div className="stack q-list">
          {questions.isPending ? (
            <Loading rows={3} />
          ) : !questions.data ? (
            <Failure error={questions.error} onRetry={() => void questions.refetch()} />
          ) : questions.data.rows.length === 0 ? (
            <Empty
              mood={mine ? 'done' : 'quiet'}
              title={say(mine ? 'toAnswerEmpty' : 'askedEmpty')}
              hint={say(mine ? 'toAnswerEmptyHint' : 'askedEmptyHint')}
            />
          ) : (
            questions.data.rows.map((question) => <QuestionCard key={question.id} question={question} where />)
          )}
        </div>
      </div>
    </Page>
  );
}
