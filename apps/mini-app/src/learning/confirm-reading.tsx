import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { say } from '../i18n/learning.ts';
import { Button } from '../kit/button.tsx';
import { failureCode, failureText } from '../kit/failure.tsx';
import { Note } from '../kit/note.tsx';
import { toast } from '../kit/toast.tsx';
import { sayTime } from '../say-days.ts';
import { confirmReading, readingStateQuery } from './queries.ts';

/**
 * 已读确认 below a document, for whoever has it on their reading path or has confirmed it before; nothing for others.
 * @param number the published version that is shown
 */
export function ConfirmReading({ documentId, number }: { documentId: string; number: number }) {
  const state = useQuery(readingStateQuery(documentId));
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!state.data || (!state.data.onPath && !state.data.confirmed)) return null;
  const { confirmed } = state.data;

  async function confirm() {
    setBusy(true);
    setError(null);
    try {
      await confirmReading(documentId, number);
      toast(say('confirmedToast'));
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }

  return (
    <section className="card card-pad learning-confirm" aria-label={say('confirmTitle')}>
      {confirmed ? (
        <Note tone="ok">{say('confirmedLine', { number: confirmed.number, time: sayTime(confirmed.at) })}</Note>
      ) : (
        <>
          <p>{say('confirmLead', { number })}</p>
          {error === null ? null : (
            <Note tone="danger" live>
              {failureCode(error) === 'conflict' ? say('changed') : failureText(error)}
            </Note>
          )}
          <Button tone="primary" icon="check" busy={busy} onClick={() => void confirm()}>
            {say('confirm')}
          </Button>
        </>
      )}
    </section>
  );
}
