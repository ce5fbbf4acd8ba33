import type { QuestionReply } from '@baton/api/client';
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../queries.ts';
import { call } from '../session.ts';

/** Where questions are asked: a document (as a whole or a step of it), or an item. */
export type Place = { documentId: string; stepKey?: string } | { itemId: string };

export const questionsOfMine = (scope: 'to_answer' | 'asked') =>
  queryOptions({ queryKey: ['questions', scope], queryFn: () => call('listQuestions', { query: { scope } }) });

export const questionsOn = (place: Place) => {
  const query =
    'itemId' in place
      ? ({ scope: 'item', itemId: place.itemId } as const)
      : ({ scope: 'document', documentId: place.documentId } as const);
  return queryOptions({ queryKey: ['questions', query], queryFn: () => call('listQuestions', { query }) });
};

export const questionQuery = (id: string) =>
  queryOptions({ queryKey: ['question', id], queryFn: () => call('readQuestion', { params: { id } }) });

/** After a change: what we were told becomes the truth, everything that lists or counts it is asked again. */
export function questionChanged(question: QuestionReply): void {
  queryClient.setQueryData(questionQuery(question.id).queryKey, question);
  void queryClient.invalidateQueries({ queryKey: ['questions'] });
  void queryClient.invalidateQueries({ queryKey: ['handover'] });
  void queryClient.invalidateQueries({ queryKey: ['inbox'] });
}

/** A random UUID (version 4) on engines without `crypto.randomUUID`: names a request, so that sending it twice is harmless. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) => {
    const kept = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return kept.toString(16).padStart(2, '0');
  });
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
    .map((part) => part.join(''))
    .join('-');
}
