import { QuestionsOn } from '../../questions/questions-on.tsx';
import { StepQuestions } from '../../questions/step-questions.tsx';
import { Reader } from './reader.tsx';

/** A document with its questions: under each step, and all of them below it. */
export function AskedReader({ id }: { id: string }) {
  return (
    <Reader
      id={id}
      afterStep={(stepKey) => <StepQuestions documentId={id} stepKey={stepKey} />}
      below={<QuestionsOn place={{ documentId: id }} />}
    />
  );
}
