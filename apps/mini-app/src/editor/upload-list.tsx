import { Button } from '../kit/button.tsx';
import { say } from './texts.ts';
import type { Uploads } from './use-uploads.ts';

/** Files on their way: how far, and what went wrong. */
export function UploadList({ uploads: { uploads, retry, remove } }: { uploads: Uploads }) {
  if (uploads.length === 0) return null;
  return (
    <ul className="upload-list" aria-live="polite">
      {uploads.map((upload) => (
        <li key={upload.key}>
          {upload.failed === null ? (
            <>
              <span>{say('uploading', { name: upload.file.name, percent: upload.percent })}</span>
              <progress max={100} value={upload.percent} aria-label={upload.file.name} />
            </>
          ) : (
            <>
              <span className="tone-danger">{say('uploadFailed', { name: upload.file.name, why: upload.failed })}</span>
              <Button tone="quiet" onClick={() => retry(upload)}>
                {say('retry')}
              </Button>
              <Button tone="quiet" onClick={() => remove(upload)}>
                {say('remove')}
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
