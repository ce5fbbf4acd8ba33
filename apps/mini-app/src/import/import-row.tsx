import type { ImportFileView, ImportView } from '@baton/api/client';
import { useState } from 'react';
import { type TextKey, t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { failureText } from '../kit/failure.tsx';
import { Link } from '../kit/link.tsx';
import { toast } from '../kit/toast.tsx';
import { importChanged, setImportFiles } from './queries.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { say, sayProblem } from './texts.ts';

const TONE: Readonly<Record<ImportFileView['decision'], string>> = {
  create: ' tag-ok',
  update: ' tag-brand',
  unchanged: '',
  conflict: ' tag-danger',
  skip: '',
  attach: '',
};
const WHY: Readonly<Partial<Record<ImportFileView['decision'], Parameters<typeof say>[0]>>> = {
  update: 'why.update',
  unchanged: 'why.unchanged',
  conflict: 'why.conflict',
  attach: 'why.attach',
};

/** One file, or one row of a sheet: what becomes of it, what to look at, and what can be put right. */
export function ImportRow({ view, row }: { view: ImportView; row: ImportFileView }) {
  const [setting, setSetting] = useState(false);
  const [busy, setBusy] = useState(false);
  const isDocument = row.format !== null;
  const name = row.title || row.path;
  const isOpen = view.state === 'ready' && isDocument;
  const why = WHY[row.decision];
  const position = row.position?.name ?? say('wholeCompany');

  async function skip() {
    setBusy(true);
    try {
      importChanged(await setImportFiles(view.id, { fileIds: [row.id], set: { skip: !row.skip } }));
    } catch (error) {
      toast(failureText(error));
    }
    setBusy(false);
  }

  return (
    <li className={row.decision === 'skip' ? 'import-row import-row-off' : 'import-row'}>
      <div className="import-row-main">
        <p className="import-row-title">
          <span className={`tag${TONE[row.decision]}`}>{say(`decision.${row.decision}`)}</span>
          {isDocument ? <strong>{name}</strong> : name}
        </p>
        {row.title ? <p className="import-path muted small">{row.path}</p> : null}
        {isDocument ? (
          <p className="meta small">
            <span>{say(`kind.${row.kind}`)}</span>
            <span>{position}</span>
            {row.owner ? <span>{`${say('fieldOwner')}${t('common.colon')}${row.owner.name}`}</span> : null}
            {row.verifier ? <span>{`${say('fieldVerifier')}${t('common.colon')}${row.verifier.name}`}</span> : null}
            <span>{say(`visible.${row.visibility}`)}</span>
            {row.format === 'sop' ? <span>{say('steps')}</span> : null}
            {row.files > 0 ? <span>{say('filesWith', { count: row.files })}</span> : null}
          </p>
        ) : null}
        {why ? <p className="muted small">{say(why)}</p> : null}
        {row.skip ? <p className="muted small">{say('skippedByYou')}</p> : null}
        {row.problems.length > 0 ? (
          <ul className="import-problems small">
            {row.problems.map(({ code, what, blocks }) => (
              <li key={`${code} ${what ?? ''}`} className={blocks ? 'tone-danger' : 'tone-warn'}>
                {sayProblem(code, what)}
              </li>
            ))}
          </ul>
        ) : null}
        {row.state === 'failed' ? (
          <p className="tone-danger small">
            {say('failedBecause', { why: t(`error.${row.failedBecause || 'internal'}` as TextKey) })}
          </p>
        ) : null}
      </div>
      {isOpen ? (
        <div className="import-row-acts">
          <Button small aria-label={say('setOneOf', { name })} onClick={() => setSetting(true)}>
            {say('setOne')}
          </Button>
          <Button
            small
            tone="quiet"
            busy={busy}
            aria-label={say(row.skip ? 'unskipOf' : 'skipOf', { name })}
            onClick={() => void skip()}
          >
            {say(row.skip ? 'unskip' : 'skip')}
          </Button>
        </div>
      ) : row.documentId && row.decision !== 'create' ? (
        <OpenLink id={row.documentId} name={name} />
      ) : row.documentId && view.state === 'done' ? (
        <OpenLink id={row.documentId} name={name} />
      ) : null}
      {setting ? <SettingsDialog view={view} row={row} onClose={() => setSetting(false)} /> : null}
    </li>
  );
}

const OpenLink = ({ id, name }: { id: string; name: string }) => (
  <div className="import-row-acts">
    <Link
      href={`/documents/${id}`}
      className="button button-plain button-small"
      aria-label={`${say('openDocument')} ${name}`}
    >
      {say('openDocument')}
    </Link>
  </div>
);
