import type { Api } from '@baton/api/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../../session.ts';
import type { Filter } from './filter.ts';

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

export const documentsQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['documents', filter],
    queryFn: ({ pageParam }) =>
      call('listDocuments', { query: { ...queryOf(filter), ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page) => page.nextCursor,
  });
