import '../styles/case.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import { useQuery } from '@tanstack/react-query';
import { Failure } from '../kit/failure.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { questionQuery } from '../questions/queries.ts';
import { QuestionCard } from '../questions/question-card.tsx';
import { say } from '../questions/texts.ts';
import { currentMe } from '../session.ts';

/** One question, where the daily reminder leads: whoever it waits for can write at once. */
export function Question({ id }: { id: string }) {
  const question = useQuery(questionQuery(id));
  return (
    <Page title={say('one')} back="/questions">
      <div className="narrow">
        {question.isPending ? (
          <Loading rows={1} />
        ) : !question.data ? (
          <Failure error={question.error} onRetry={() => void question.refetch()} />
        ) : (
          <QuestionCard
            question={question.data}
            where
            open={question.data.owner.userId === currentMe()?.userId && question.data.state === 'open'}
          />
        )}
      </div>
    </Page>
  );
}
