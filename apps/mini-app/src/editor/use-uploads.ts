import { useEffect, useRef, useState } from 'react';
import { failureText } from '../kit/failure.tsx';
import { standIn } from './stand-ins.ts';
import { uploadDocumentFile } from './upload-document-file.ts';

export type Upload = { key: number; file: File; percent: number; failed: string | null };

/**
 * Files on their way into a document. A stand-in is put into the text at once, where the person wanted it; when the file
 * has arrived it becomes the words for it, wherever the caret is by then.
 * @param arrive puts words where a stand-in is
 */
export function useUploads(documentId: string, arrive: (place: string, words: string) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const next = useRef(0);
  const ended = useRef(new AbortController());
  const settle = useRef(arrive);
  settle.current = arrive;
  useEffect(() => {
    const { current } = ended;
    return () => current.abort();
  }, []);

  const put = (key: number, change: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));

  function end({ key, file }: Pick<Upload, 'key' | 'file'>, words: string) {
    setUploads((all) => all.filter((one) => one.key !== key));
    settle.current(placeOf({ key, file }), words);
  }

  async function send(key: number, file: File): Promise<void> {
    put(key, { percent: 0, failed: null });
    try {
      const tell = (percent: number) => put(key, { percent });
      end({ key, file }, wordsFor(await uploadDocumentFile(documentId, file, tell, ended.current.signal)));
    } catch (error) {
      put(key, { failed: failureText(error) });
    }
  }

  return {
    uploads,
    /** @param place puts words into the text, where the person is */
    add(files: readonly File[], place: (words: string) => void) {
      for (const file of files) {
        const key = next.current;
        next.current += 1;
        setUploads((all) => [...all, { key, file, percent: 0, failed: null }]);
        place(placeOf({ key, file }));
        void send(key, file);
      }
    },
    retry: ({ key, file }: Upload) => void send(key, file),
    remove: (upload: Upload) => end(upload, ''),
  };
}
export type Uploads = ReturnType<typeof useUploads>;

const placeOf = ({ key, file }: Pick<Upload, 'key' | 'file'>): string => standIn(key, labelOf(file.name));
const labelOf = (name: string): string => name.replace(/[[\]\\]/g, ' ').trim();

const SHOWN = /^image\/(png|jpe?g|gif|webp)$/;
function wordsFor({ id, name, mediaType }: { id: string; name: string; mediaType: string }): string {
  return `${SHOWN.test(mediaType) ? '!' : ''}[${labelOf(name)}](file:${id})`;
}
