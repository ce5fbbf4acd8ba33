import type { Api, DocumentView } from '@baton/api/client';
import { queryOptions } from '@tanstack/react-query';
import { queryClient } from '../../queries.ts';
import { call } from '../../session.ts';

export const documentQuery = (id: string) =>
  queryOptions({ queryKey: ['document', id], queryFn: () => call('readDocument', { params: { id } }) });

export const compareQuery = (id: string, from: number, to: number | 'draft', version: number) =>
  queryOptions({
    queryKey: ['document', id, 'compare', from, to, version],
    queryFn: () => call('compareVersions', { params: { id }, query: { from, to } }),
    staleTime: 60_000,
  });

export const versionQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['document', id, 'version', number],
    queryFn: () => call('readDocumentVersion', { params: { id, number: String(number) } }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Whose documents this person may begin, and which position is their own. */
export const writesQuery = () =>
  queryOptions({
    queryKey: ['documents', 'writes'],
    queryFn: async () => {
      const { yours, writes } = await call('listDocuments', { query: { position: '*mine', limit: 1 } });
      return { yours, ...writes };
    },
    staleTime: 60_000,
  });

/** As many as the server gives at once. */
const LINKS_AT_ONCE = 200;

/** A ticket lives for a minute: pictures are fetched with it at once, a file that is opened later asks for another. */
export const fileLinksQuery = (id: string, fileIds: readonly string[]) =>
  queryOptions({
    queryKey: ['document', id, 'links', fileIds],
    queryFn: async () => {
      const links: Api['linkDocumentFiles']['reply']['links'] = [];
      for (let at = 0; at < fileIds.length; at += LINKS_AT_ONCE) {
        const some = fileIds.slice(at, at + LINKS_AT_ONCE);
        links.push(...(await call('linkDocumentFiles', { params: { id }, body: { fileIds: some } })).links);
      }
      return { links };
    },
    enabled: fileIds.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** After a change: what we were told becomes the truth, every list of documents is asked again. */
export function documentChanged(document: DocumentView): void {
  queryClient.setQueryData(documentQuery(document.id).queryKey, document);
  void queryClient.invalidateQueries({ queryKey: ['documents'] });
}
