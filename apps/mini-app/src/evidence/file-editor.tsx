import { useId, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Bar } from '../kit/progress.tsx';
import { MAX_FILE_BYTES, PHOTO_TYPES, saySize } from './file-limits.ts';
import { FileLine } from './file-line.tsx';
import type { FileShelf } from './use-files.ts';

const MAX_FILES = 20;
type Props = {
  label: string;
  fileIds: readonly string[];
  onFileIds: (fileIds: readonly string[]) => void;
  files: FileShelf;
  photos?: boolean;
  error?: string | undefined;
};

/** Files of one piece of evidence: pick, take a photo, or drop; each with its progress and a way to take it out. */
export function FileEditor({ label, fileIds, onFileIds, files, photos = false, error }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const ids = useRef(fileIds);
  ids.current = fileIds;
  const [over, setOver] = useState(false);
  const name = useId();

  function add(list: FileList | null) {
    const chosen = [...(list ?? [])].slice(0, MAX_FILES - ids.current.length);
    void files.add(chosen, photos, (fileId) => onFileIds([...ids.current, fileId]));
  }

  return (
    <div className="field">
      <span className="field-label" id={name}>
        {label}
      </span>
      <ul className="files" aria-labelledby={name}>
        {fileIds.map((id) => (
          <FileLine
            key={id}
            file={files.views.get(id) ?? null}
            onRemove={() => onFileIds(fileIds.filter((other) => other !== id))}
          />
        ))}
        {files.uploads.map((upload) => (
          <li key={upload.id}>
            <span className="file-about">
              <span className="file-name">{upload.name}</span>
              <Bar done={upload.percent} total={100} />
              <span className="hidden" role="status">
                {t('file.uploading', { name: upload.name, percent: upload.percent - (upload.percent % 25) })}
              </span>
            </span>
            <IconButton icon="close" label={t('file.cancel', { name: upload.name })} onClick={upload.cancel} />
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button is the way */}
      <div
        className={`drop${over ? ' drop-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add(event.dataTransfer.files);
        }}
      >
        <input
          ref={input}
          className="hidden"
          type="file"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          accept={photos ? PHOTO_TYPES : undefined}
          onChange={(event) => {
            add(event.target.files);
            event.target.value = '';
          }}
        />
        <Button
          icon={photos ? 'photo' : 'plus'}
          disabled={fileIds.length >= MAX_FILES}
          onClick={() => input.current?.click()}
        >
          {photos ? t('file.pickPhoto') : t('file.pick')}
        </Button>
        <p className="field-hint">{t('file.limit', { size: saySize(MAX_FILE_BYTES) })}</p>
      </div>
      {(files.problem || error) && (
        <p className="field-error" role="alert">
          {files.problem || error}
        </p>
      )}
    </div>
  );
}
