import type { ImportView } from '@baton/api/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../kit/button.tsx';
import { Empty } from '../kit/empty.tsx';
import { Failure } from '../kit/failure.tsx';
import { Link } from '../kit/link.tsx';
import { Loading } from '../kit/loading.tsx';
import { Note } from '../kit/note.tsx';
import { Chips } from '../kit/segments.tsx';
import { ImportRow } from './import-row.tsx';
import { ImportStart } from './import-start.tsx';
import { type ReportFilter, reportQuery } from './queries.ts';
import { SettingsDialog } from './settings-dialog.tsx';
import { say } from './texts.ts';

const FILTERS = ['all', 'problems', 'create', 'update', 'unchanged', 'conflict', 'skip', 'attach'] as const;

/** The second step and the last: what every file becomes, or became, and why. */
export function ImportReport({ view, onChosen }: { view: ImportView; onChosen: (id: string | null) => void }) {
  const isDone = view.state === 'done';
  const [filter, setFilter] = useState<ReportFilter>(isDone && view.progress.failed > 0 ? 'failed' : 'all');
  const [setting, setSetting] = useState(false);
  const list = useInfiniteQuery(reportQuery(view.id, view.state, filter));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const { create, update, unchanged } = view.decisions;
  const counts: Record<string, number> = {
    ...view.decisions,
    all: view.found,
    problems: view.withProblems,
    failed: view.progress.failed,
  };
  const shown = [...(isDone ? (['failed'] as const) : []), ...FILTERS];
  const label = (name: (typeof shown)[number]) =>
    name === 'all' || name === 'problems' || name === 'failed' ? say(`filter.${name}`) : say(`decision.${name}`);

  return (
    <>
      {view.uploads
        .filter(({ problem }) => problem !== null)
        .map(({ id, name, problem }) => (
          <Note key={id} tone="danger">
            <strong>{name}</strong> {problem === null ? '' : say(`upload.${problem}`)}
          </Note>
        ))}
      {isDone ? (
        <section className="card card-pad import-done" aria-live="polite">
          <h2>{say('doneTitle')}</h2>
          <p>{say('doneLead', { create, update, unchanged })}</p>
          {view.progress.failed > 0 ? (
            <Note tone="warn">{say('doneFailed', { count: view.progress.failed })}</Note>
          ) : null}
          <div className="import-buttons">
            <Link href="/documents" className="button button-primary">
              {say('toDocuments')}
            </Link>
            <Button onClick={() => onChosen(null)}>{say('again')}</Button>
          </div>
        </section>
      ) : create + update + unchanged + view.decisions.conflict === 0 ? (
        <div className="card">
          <Empty mood="lost" title={say('nothing')} hint={say('nothingHint')} />
        </div>
      ) : null}
      {isDone ? null : <ImportStart view={view} onDiscarded={() => onChosen(null)} />}
      <section className="card import-report" aria-busy={list.isFetching}>
        <div className="import-head">
          <div>
            <h2>{say('reportTitle')}</h2>
            {isDone ? null : <p className="muted small">{say('reportLead')}</p>}
          </div>
          {isDone ? null : (
            <Button small onClick={() => setSetting(true)}>
              {say('setAll')}
            </Button>
          )}
        </div>
        <Chips
          label={say('reportTitle')}
          value={filter}
          onValue={setFilter}
          options={shown
            .filter((name) => name === 'all' || name === filter || (counts[name] ?? 0) > 0)
            .map((name) => ({ value: name as ReportFilter, label: label(name), count: counts[name] }))}
        />
        {list.isPending ? (
          <Loading />
        ) : list.isError && rows.length === 0 ? (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <p className="muted import-none">{say('none')}</p>
        ) : (
          <ul className="import-rows">
            {rows.map((row) => (
              <ImportRow key={row.id} view={view} row={row} />
            ))}
          </ul>
        )}
        <div className="import-foot">
          {list.hasNextPage ? (
            <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {say('more')}
            </Button>
          ) : (
            <span role="status" className="muted small">
              {say('end', { count: rows.length })}
            </span>
          )}
        </div>
      </section>
      {setting ? <SettingsDialog view={view} row={null} onClose={() => setSetting(false)} /> : null}
    </>
  );
}
