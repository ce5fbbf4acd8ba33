import type { QuestionView } from '@baton/api/client';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { TextArea } from '../kit/field.tsx';
import { Refusal } from '../kit/refusal.tsx';
import { toast } from '../kit/toast.tsx';
import { requestNames } from '../request-id.ts';
import { call, currentMe } from '../session.ts';
import { deviceStorage } from '../storage.ts';
import { keptAnswer } from './kept-answer.ts';
import { questionChanged } from './queries.ts';
import { say } from './texts.ts';

const MAX = 2000;

/**
 * An answer, written in place. Only the button sends it: Enter belongs to the input method and to line breaks. What was
 * typed is kept on this device until it has arrived.
 */
export function AnswerForm({ question, onDone }: { question: QuestionView; onDone: () => void }) {
  const key = keptAnswer(currentMe()?.userId, question.id);
  const [text, setText] = useState(() => deviceStorage.get(key) ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [requestId] = useState(requestNames);
  const field = useRef<HTMLFormElement>(null);
  const length = text.trim().length;
  const problem =
    length > MAX ? say('tooLong', { max: MAX }) : tried && length === 0 ? say('answerMissing') : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (busy) return;
    if (length === 0 || length > MAX) return field.current?.querySelector('textarea')?.focus();
    setBusy(true);
    setError(null);
    try {
      const body = { requestId: requestId(text.trim()), text: text.trim() };
      const answered = await call('answerQuestion', { params: { id: question.id }, body });
      deviceStorage.remove(key);
      toast(say('answerDone'));
      questionChanged(answered);
      onDone();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <form ref={field} className="q-answer-form" onSubmit={(event) => void submit(event)} noValidate>
      {error === null ? null : <Refusal error={error} />}
      <TextArea
        label={say('answerText')}
        hint={say('answerHint')}
        error={problem}
        value={text}
        onValue={(value) => {
          setText(value);
          deviceStorage.set(key, value);
        }}
        rows={4}
      />
      <Button type="submit" tone="primary" busy={busy}>
        {say('answerSend')}
      </Button>
    </form>
  );
}
