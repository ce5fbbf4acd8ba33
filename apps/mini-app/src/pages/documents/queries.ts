import type { Api, SearchReply } from '@baton/api/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../queries.ts';
import { call } from '../../session.ts';
import type { Filter } from './filter.ts';
import type { Wanted } from './wanted.ts';

type Page = Api['listDocuments']['reply'];

/** How a filter is asked of the server. A shelf is shown whole: a position has some dozens of documents. */
function queryOf({ scope, position, kind }: Filter): NonNullable<Api['listDocuments']['query']> {
  const wanted = scope === 'yours' ? '*mine' : position;
  return {
    scope: scope === 'yours' ? 'all' : scope,
    limit: scope === 'yours' ? 100 : 30,
    ...(wanted ? { position: wanted } : {}),
    ...(kind ? { kind } : {}),
  };
}

const RESULTS = 20;

/** What was found for some words, a page at a time. What was found before stays while the next answer is on its way. */
export const searchQuery = ({ q, position, kind, fresh }: Wanted) =>
  infiniteQueryOptions({
    queryKey: ['search', q, position, kind, fresh],
    queryFn: ({ pageParam }) =>
      call('searchDocuments', {
        query: {
          ...{ q, from: pageParam, limit: RESULTS },
          ...(position ? { position } : {}),
          ...(kind ? { kind } : {}),
          ...(fresh ? { fresh: 'true' as const } : {}),
        },
      }),
    initialPageParam: 0,
    getNextPageParam: ({ total }: SearchReply, pages) =>
      pages.length * RESULTS < total ? pages.length * RESULTS : undefined,
    enabled: q !== '',
    placeholderData: (previous) => previous,
  });

/** Under `documents`: whatever changes a document changes this. */
export const tasksQuery = () =>
  queryOptions({ queryKey: ['documents', 'tasks'], queryFn: () => call('listDocumentTasks') });

export const requestsQuery = () =>
  queryOptions({ queryKey: ['document-requests'], queryFn: () => call('listDocumentRequests') });

/** Every verb on requests answers with all of them. */
const keepRequests = (reply: Api['listDocumentRequests']['reply']) =>
  queryClient.setQueryData(requestsQuery().queryKey, reply);

export const requestDocument = async (body: Api['requestDocument']['body']) =>
  keepRequests(await call('requestDocument', { body }));
export const declineRequest = async (id: string, body: Api['declineDocumentRequest']['body']) =>
  keepRequests(await call('declineDocumentRequest', { params: { id }, body }));
export const answerRequest = async (id: string, body: Api['answerDocumentRequest']['body']) =>
  keepRequests(await call('answerDocumentRequest', { params: { id }, body }));

export const documentsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['documents', filter],
    queryFn: ({ pageParam }) =>
      call('listDocuments', { query: { ...queryOf(filter), ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
  });
