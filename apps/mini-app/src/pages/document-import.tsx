import '../styles/import.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import type { ImportView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { ChooseFiles } from '../import/choose-files.tsx';
import { ImportReport } from '../import/import-report.tsx';
import { ImportSteps } from '../import/import-steps.tsx';
import { importQuery, importsQuery } from '../import/queries.ts';
import { say } from '../import/texts.ts';
import { Working } from '../import/working.tsx';
import { Button } from '../kit/button.tsx';
import { Failure } from '../kit/failure.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { laterPage } from './later-page.tsx';

const DocumentExport = laterPage(async () => (await import('./document-export.tsx')).DocumentExport);

/** Bringing documents in: choose files, check what was found, import. Whatever was begun is gone on with. */
export function DocumentImport() {
  const imports = useQuery(importsQuery());
  const [chosen, setChosen] = useState<string | null>(null);
  const [exporting, setExporting] = useState(false);
  const rows = imports.data?.rows ?? [];
  const open = rows.find(({ state }) => state !== 'done');
  const id = chosen ?? open?.id ?? null;
  return (
    <Page
      title={say('title')}
      back="/documents"
      actions={
        <Button small onClick={() => setExporting(true)}>
          {say('export')}
        </Button>
      }
    >
      {imports.isPending ? (
        <Loading />
      ) : imports.isError ? (
        <Failure error={imports.error} onRetry={() => void imports.refetch()} />
      ) : id === null ? (
        <Chosen view={null} rows={rows} onChosen={setChosen} />
      ) : (
        <Begun key={id} id={id} rows={rows} onChosen={setChosen} />
      )}
      {exporting ? (
        <Suspense>
          <DocumentExport onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </Page>
  );
}

type Going = { rows: readonly ImportView[]; onChosen: (id: string | null) => void };

function Begun({ id, ...going }: Going & { id: string }) {
  const view = useQuery(importQuery(id));
  if (view.isPending) return <Loading />;
  if (!view.data) return <Failure error={view.error} onRetry={() => void view.refetch()} />;
  return <Chosen view={view.data} {...going} />;
}

const STEP_OF: Readonly<Record<ImportView['state'], 1 | 2 | 3>> = {
  choosing: 1,
  discarded: 1,
  scanning: 2,
  ready: 2,
  running: 3,
  done: 3,
};

function Chosen({ view, rows, onChosen }: Going & { view: ImportView | null }) {
  const state = view?.state ?? 'choosing';
  return (
    <div className="stack">
      <ImportSteps now={STEP_OF[state]} isOver={state === 'done'} />
      {view === null || state === 'choosing' || state === 'discarded' ? (
        <ChooseFiles view={state === 'choosing' ? view : null} earlier={rows} onChosen={onChosen} />
      ) : state === 'scanning' || state === 'running' ? (
        <Working view={view} />
      ) : (
        <ImportReport view={view} onChosen={onChosen} />
      )}
    </div>
  );
}
