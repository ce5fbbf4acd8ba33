import type { Api, HandoverView, ItemView, ListReply } from '@baton/api/client';
import { ApiError } from '@baton/api/client';
import type { CaseState } from '@baton/core';
import { infiniteQueryOptions, QueryClient, queryOptions } from '@tanstack/react-query';
import { readInbox } from './first-inbox.ts';
import { call } from './session.ts';

const RETRIES = 2;

/** Refusals are answers; only a lost reply or a broken server is worth asking again. */
function worthRetrying(failures: number, error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status >= 500) && failures < RETRIES;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // 'always': the browser's idea of being online is wrong in web views; a failed request tells the truth.
    queries: { networkMode: 'always', staleTime: 10_000, retry: worthRetrying, retryDelay: (n) => 400 * 2 ** n },
  },
});

export const inboxQuery = () => queryOptions({ queryKey: ['inbox'], queryFn: readInbox });
export const handoverQuery = (id: string) =>
  queryOptions({ queryKey: ['handover', id], queryFn: () => call('readHandover', { params: { id } }) });
export const itemQuery = (id: string) =>
  queryOptions({ queryKey: ['item', id], queryFn: () => call('readItem', { params: { id } }) });
export const peopleQuery = (q: string) =>
  queryOptions({ queryKey: ['people', q], queryFn: () => call('people', { query: { q } }), staleTime: 60_000 });
export const positionsQuery = () =>
  queryOptions({ queryKey: ['positions'], queryFn: () => call('positions'), staleTime: 600_000 });

export type ListFilter = { scope: 'open' | 'closed' | 'all'; state: CaseState | null; q: string };
export const listQuery = (filter: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['handovers', filter],
    queryFn: ({ pageParam }) =>
      call('listHandovers', {
        query: {
          scope: filter.scope,
          q: filter.q,
          ...(filter.state ? { state: filter.state } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: ListReply) => page.nextCursor,
    // Rows stay while the next answer is on its way: a list that blinks at every letter cannot be read.
    placeholderData: (previous) => previous,
  });

/** After a change: what we were told becomes the truth, everything that counts it is asked again. */
export function itemChanged(item: ItemView): void {
  queryClient.setQueryData(itemQuery(item.id).queryKey, item);
  void queryClient.invalidateQueries({ queryKey: ['inbox'] });
  void queryClient.invalidateQueries({ queryKey: ['handover', item.handoverId] });
  void queryClient.invalidateQueries({ queryKey: ['handovers'] });
}

export function handoverChanged(handover: HandoverView): void {
  queryClient.setQueryData(handoverQuery(handover.id).queryKey, handover);
  void queryClient.invalidateQueries({ queryKey: ['inbox'] });
  void queryClient.invalidateQueries({ queryKey: ['item'] });
  void queryClient.invalidateQueries({ queryKey: ['handovers'] });
}

export const saveDraft = (id: string, body: Api['saveDraft']['body']) => call('saveDraft', { params: { id }, body });
export const createHandover = (body: Api['createHandover']['body']) => call('createHandover', { body });
export const nudge = (handoverId: string, userId: string) =>
  call('nudgeHandover', { params: { id: handoverId }, body: { userId } });
export const linkFile = async (fileId: string): Promise<string> =>
  (await call('linkFile', { params: { id: fileId } })).url;
