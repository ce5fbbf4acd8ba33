import type { ImportView } from '@baton/api/client';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { saySize } from '../evidence/file-limits.ts';
import { Button } from '../kit/button.tsx';
import { failureText } from '../kit/failure.tsx';
import { Icon } from '../kit/icon.tsx';
import { Refusal } from '../kit/refusal.tsx';
import { createImport, importChanged, scanImport, uploadImport } from './queries.ts';
import { say } from './texts.ts';

const ACCEPTED = '.zip,.docx,.xlsx,.csv,.md,.markdown,.txt,.pdf';
type Sending = { key: number; name: string; percent: number; error: unknown };

/** The first step: which files. They are uploaded one after the other as they are chosen. */
export function ChooseFiles({
  view,
  earlier,
  onChosen,
}: {
  view: ImportView | null;
  earlier: readonly ImportView[];
  onChosen: (id: string) => void;
}) {
  const [sending, setSending] = useState<Sending[]>([]);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const aborts = useRef(new AbortController());
  const keys = useRef(0);
  useEffect(() => {
    aborts.current = new AbortController();
    return () => aborts.current.abort();
  }, []);
  const patch = (key: number, more: Partial<Sending>) =>
    setSending((rows) => rows.map((row) => (row.key === key ? { ...row, ...more } : row)));

  async function send(files: readonly File[]) {
    if (files.length === 0 || busy) return;
    setBusy(true);
    setError(null);
    try {
      const { id } = view ?? (await createImport());
      for (const file of files) {
        keys.current += 1;
        const key = keys.current;
        setSending((rows) => [...rows, { key, name: file.name, percent: 0, error: null }]);
        try {
          importChanged(await uploadImport(id, file, (percent) => patch(key, { percent }), aborts.current.signal));
          setSending((rows) => rows.filter((row) => row.key !== key));
        } catch (reason) {
          patch(key, { error: reason });
        }
      }
      onChosen(id);
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  }

  async function scan() {
    if (!view || busy) return;
    setBusy(true);
    setError(null);
    try {
      importChanged(await scanImport(view.id));
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  function chosen(event: ChangeEvent<HTMLInputElement>) {
    void send([...(event.target.files ?? [])]);
    event.target.value = '';
  }

  const uploads = view?.uploads ?? [];
  const past = earlier.filter(({ state }) => state === 'done').slice(0, 5);
  return (
    <>
      <section className="card card-pad">
        <p className="muted">{say('chooseLead')}</p>
        <label
          className={`dropzone${over ? ' dropzone-over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            void send([...event.dataTransfer.files]);
          }}
        >
          <input type="file" multiple accept={ACCEPTED} onChange={chosen} disabled={busy} />
          <Icon name="plus" size={22} />
          <strong>{say('drop')}</strong>
          <span>{say('formats')}</span>
        </label>
        {error === null ? null : <Refusal error={error} />}
        {uploads.length + sending.length > 0 ? (
          <ul className="import-uploads">
            {uploads.map((upload) => (
              <li key={upload.id}>
                <span className="import-name">{upload.name}</span>
                <span className="muted small">{saySize(upload.bytes)}</span>
                <span className="tag tag-ok">{say('uploaded')}</span>
              </li>
            ))}
            {sending.map((row) => (
              <li key={row.key} role="status">
                <span className="import-name">{row.name}</span>
                {row.error === null ? (
                  <span className="muted small numeric">{say('uploading', { percent: row.percent })}</span>
                ) : (
                  <span className="tone-danger small">{say('uploadFailed', { why: failureText(row.error) })}</span>
                )}
              </li>
            ))}
          </ul>
        ) : null}
        {uploads.length > 0 ? (
          <div className="import-go">
            <Button tone="primary" busy={busy} onClick={() => void scan()}>
              {say('scan')}
            </Button>
          </div>
        ) : null}
      </section>
      <ul className="card card-pad import-hints">
        <li>{say('hintFolder')}</li>
        <li>{say('hintSheet')}</li>
      </ul>
      {past.length > 0 ? (
        <section className="card card-pad">
          <h2 className="section-title">{say('earlier')}</h2>
          <ul className="import-uploads">
            {past.map((row) => (
              <li key={row.id}>
                <span className="import-name">{row.uploads.map(({ name }) => name).join('、')}</span>
                <Button small tone="quiet" onClick={() => onChosen(row.id)}>
                  {say('showResult')}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
