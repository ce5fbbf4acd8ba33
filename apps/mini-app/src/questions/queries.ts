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
  void queryClient.invalidateQueries({ queryKey: ['documents', 'tasks'] });
  void queryClient.invalidateQueries({ queryKey: ['handover'] });
  void queryClient.invalidateQueries({ queryKey: ['inbox'] });
}

/** Asks for its newest state, so that a second try can succeed. */
export async function reloadQuestion(id: string): Promise<void> {
  questionChanged(await queryClient.fetchQuery({ ...questionQuery(id), staleTime: 0 }));
}
