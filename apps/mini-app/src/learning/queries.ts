import type { Api, LearningReply, ReadingPathView, ReadingState } from '@baton/api/client';
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../queries.ts';
import { call } from '../session.ts';

export const learningQuery = (of: 'me' | 'team') =>
  queryOptions({ queryKey: ['learning', of], queryFn: () => call('readLearning', { query: { of } }) });

export const readingStateQuery = (documentId: string) =>
  queryOptions({
    queryKey: ['reading', documentId],
    queryFn: () => call('readReadingState', { params: { id: documentId } }),
  });

/** Ticks a step, or takes the tick back; what the server says becomes the truth. */
export async function finishStep(id: string, key: string, done: boolean): Promise<LearningReply> {
  const reply = await call('finishReadingStep', { params: { id, key }, body: { done } });
  queryClient.setQueryData(learningQuery('me').queryKey, reply);
  return reply;
}

export async function confirmReading(id: string, number: number): Promise<ReadingState> {
  const state = await call('confirmReading', { params: { id }, body: { number } });
  queryClient.setQueryData(readingStateQuery(id).queryKey, state);
  void queryClient.invalidateQueries({ queryKey: ['learning'] });
  return state;
}

export const readingPathQuery = (key: string) =>
  queryOptions({ queryKey: ['reading-path', key], queryFn: () => call('readReadingPath', { params: { key } }) });

/** @param onSaved hears of it before any page shows the path as it is now */
export async function changePath(
  key: string,
  body: Api['changeReadingPath']['body'],
  onSaved: (view: ReadingPathView) => void,
): Promise<void> {
  const view = await call('changeReadingPath', { params: { key }, body });
  onSaved(view);
  queryClient.setQueryData(readingPathQuery(key).queryKey, view);
  void queryClient.invalidateQueries({ queryKey: ['learning'] });
}
export const reloadPath = (key: string) => queryClient.fetchQuery({ ...readingPathQuery(key), staleTime: 0 });

/** What would happen; asked anew each time, for somebody may have changed the path. */
export const foreseenQuery = (key: string, userId: string, startsOn: string) =>
  queryOptions({
    queryKey: ['foreseen-path', key, userId, startsOn],
    queryFn: () => call('foreseePath', { params: { key }, query: { userId, startsOn } }),
    enabled: userId !== '' && startsOn !== '',
    gcTime: 0,
    staleTime: 0,
  });

/** Both answer with the paths of everybody one leads. */
const keepTeam = (reply: LearningReply) => queryClient.setQueryData(learningQuery('team').queryKey, reply);

export const putOnPath = async (key: string, body: Api['putOnPath']['body']) =>
  keepTeam(await call('putOnPath', { params: { key }, body }));
export const takeOffPath = async (id: string) => keepTeam(await call('takeOffPath', { params: { id } }));
