import type { Api, ImportFileView, ImportView } from '@baton/api/client';
import { ROUTES } from '@baton/api/routes';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { uploadTo } from '../evidence/upload-file.ts';
import { queryClient } from '../queries.ts';
import { call } from '../session.ts';
import { BUSY_STATES } from './texts.ts';

const ASK_AGAIN_MS = 1000;
export type ReportFilter = NonNullable<Api['listImportFiles']['query']['filter']>;

export const importsQuery = () => queryOptions({ queryKey: ['imports'], queryFn: () => call('listImports') });

/** While the clock is at work, asked every second; it goes on whether anybody asks or not. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: () => call('readImport', { params: { id } }),
    refetchInterval: ({ state }) => (state.data && BUSY_STATES.includes(state.data.state) ? ASK_AGAIN_MS : false),
  });

export const reportQuery = (id: string, state: ImportView['state'], filter: ReportFilter) =>
  infiniteQueryOptions({
    queryKey: ['import-files', id, state, filter],
    queryFn: ({ pageParam }) => call('listImportFiles', { params: { id }, query: { filter, after: pageParam } }),
    initialPageParam: -1,
    getNextPageParam: (page: { rows: ImportFileView[]; next: number | null }) => page.next,
    placeholderData: (previous) => previous,
  });

/** After a change: what we were told becomes the truth, and the report is asked again. */
export function importChanged(view: ImportView): void {
  queryClient.setQueryData(importQuery(view.id).queryKey, view);
  void queryClient.invalidateQueries({ queryKey: ['import-files', view.id] });
  void queryClient.invalidateQueries({ queryKey: ['imports'] });
}

export const createImport = () => call('createImport');
export const scanImport = (id: string) => call('scanImport', { params: { id } });
export const startImport = (id: string, mode: ImportView['mode']) =>
  call('startImport', { params: { id }, body: { mode } });
export const discardImport = (id: string) => call('discardImport', { params: { id } });
export const setImportFiles = (id: string, body: Api['setImportFiles']['body']) =>
  call('setImportFiles', { params: { id }, body });
export const uploadImport = (id: string, file: File, onPercent: (percent: number) => void, signal: AbortSignal) =>
  uploadTo<ImportView>(ROUTES.uploadImport.path.replace(':id', encodeURIComponent(id)), file, onPercent, signal);
