import type { HandoverView } from '@baton/api/client';
import { t } from '../i18n/t.ts';
import { Link } from '../kit/link.tsx';

/** ★ questions nobody has answered: they hold up the release as ★ items do. */
export function GateQuestions({ gate }: { gate: HandoverView['gate'] }) {
  const { questions, unseenQuestions } = gate;
  if (questions.length + unseenQuestions === 0) return null;
  return (
    <div className="gate-questions">
      <p>{t('gate.questions', { count: questions.length + unseenQuestions })}</p>
      <ul className="lines">
        {questions.map((question) => (
          <li key={question.id}>
            <Link href={`/questions/${question.id}`}>{question.text}</Link>
            <span className="small muted">{question.owner.name}</span>
          </li>
        ))}
      </ul>
      {unseenQuestions > 0 ? <p className="small muted">{t('gate.unseen', { count: unseenQuestions })}</p> : null}
    </div>
  );
}
