import { queryOptions } from '@tanstack/react-query';
import { call } from './session.ts';

/** Titles of documents that fit what was typed so far; nothing is asked for ''. */
export const suggestQuery = (q: string) =>
  queryOptions({
    queryKey: ['suggest', q],
    queryFn: () => call('suggestDocuments', { query: { q } }),
    enabled: q !== '',
    staleTime: 60_000,
  });
