import type { DocumentView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ShownFile } from '../../kit/markdown.tsx';
import { fileLinksQuery } from './reader-queries.ts';

/** The document's pictures and files with an address each, as soon as they have one. */
export function useDocumentFiles({ id, files }: Pick<DocumentView, 'id' | 'files'>): ReadonlyMap<string, ShownFile> {
  const ids = files.map((file) => file.id);
  const { data } = useQuery(fileLinksQuery(id, ids));
  return useMemo(() => {
    const names = new Map(files.map((file) => [file.id, file.name]));
    return new Map((data?.links ?? []).map(({ fileId, url }) => [fileId, { url, name: names.get(fileId) ?? '' }]));
  }, [data, files]);
}
