import { useEffect, useRef, useState } from 'react';
import { failureText } from '../kit/failure.tsx';
import { uploadDocumentFile } from './upload-document-file.ts';

export type Upload = { key: number; file: File; percent: number; failed: string | null };

/** Files on their way into a document. Each comes back as the words that stand for it in a text. */
export function useUploads(documentId: string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const next = useRef(0);
  const ended = useRef(new AbortController());
  const placed = useRef(new Map<number, (words: string) => void>());
  useEffect(() => {
    const { current } = ended;
    return () => current.abort();
  }, []);

  const put = (key: number, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key));

  async function send(key: number, file: File): Promise<void> {
    put(key, { percent: 0, failed: null });
    try {
      const { id, name, mediaType } = await uploadDocumentFile(
        documentId,
        file,
        (percent) => put(key, { percent }),
        ended.current.signal,
      );
      drop(key);
      placed.current.get(key)?.(wordsFor({ id, name, mediaType }));
    } catch (error) {
      put(key, { failed: failureText(error) });
    }
  }

  return {
    uploads,
    /** @param place puts the words into the text, where the caret is by then */
    add(files: readonly File[], place: (words: string) => void) {
      for (const file of files) {
        const key = next.current;
        next.current += 1;
        placed.current.set(key, place);
        setUploads((all) => [...all, { key, file, percent: 0, failed: null }]);
        void send(key, file);
      }
    },
    retry: ({ key, file }: Upload) => void send(key, file),
    remove: ({ key }: Upload) => drop(key),
  };
}
export type Uploads = ReturnType<typeof useUploads>;

const SHOWN = /^image\/(png|jpe?g|gif|webp)$/;
function wordsFor({ id, name, mediaType }: { id: string; name: string; mediaType: string }): string {
  const label = name.replace(/[[\]\\]/g, ' ').trim();
  return `${SHOWN.test(mediaType) ? '!' : ''}[${label}](file:${id})`;
}
