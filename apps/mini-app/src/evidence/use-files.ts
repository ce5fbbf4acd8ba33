import { ApiError, type FileView } from '@baton/api/client';
import { useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { failureText } from '../kit/failure.tsx';
import { MAX_FILE_BYTES, saySize } from './file-limits.ts';
import { uploadFile } from './upload-file.ts';

export type Upload = { id: number; name: string; percent: number; cancel: () => void };

/** Files of an item: those the server knows, those on their way, and what went wrong. */
export function useFiles(itemId: string, known: readonly FileView[]) {
  const [added, setAdded] = useState<readonly FileView[]>([]);
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [problem, setProblem] = useState('');
  const next = useRef(1);

  /** Uploads what passes the checks; `onAdded` is told of each file as it arrives. */
  async function add(files: readonly File[], photos: boolean, onAdded: (fileId: string) => void): Promise<void> {
    setProblem('');
    for (const file of files) {
      const refusal = refuse(file, photos);
      if (refusal) setProblem(refusal);
      else await upload(file, onAdded);
    }
  }

  async function upload(file: File, onAdded: (fileId: string) => void): Promise<void> {
    const id = next.current++;
    const end = new AbortController();
    setUploads((all) => [...all, { id, name: file.name, percent: 0, cancel: () => end.abort() }]);
    const onPercent = (percent: number) =>
      setUploads((all) => all.map((one) => (one.id === id ? { ...one, percent } : one)));
    try {
      const view = await uploadFile(itemId, file, onPercent, end.signal);
      setAdded((all) => [...all, view]);
      onAdded(view.id);
    } catch (error) {
      if (!end.signal.aborted) setProblem(explain(file, error));
    } finally {
      setUploads((all) => all.filter((one) => one.id !== id));
    }
  }

  const views = new Map([...known, ...added].map((file) => [file.id, file]));
  return { views, uploads, problem, add };
}
export type FileShelf = ReturnType<typeof useFiles>;

function refuse(file: File, photos: boolean): string {
  const size = saySize(MAX_FILE_BYTES);
  if (file.size > MAX_FILE_BYTES) return t('file.tooLarge', { name: file.name, size });
  if (file.size === 0) return t('file.empty', { name: file.name });
  if (photos && !file.type.startsWith('image/')) return t('file.notImage', { name: file.name });
  return '';
}

function explain(file: File, error: unknown): string {
  const code = error instanceof ApiError ? error.code : 'internal';
  if (code === 'file_type_refused') return t('file.refused', { name: file.name });
  return `${t('file.failed', { name: file.name })}${t('common.colon')}${failureText(error)}`;
}
