import '../../styles/reader.css';
import '../../styles/evidence.css';
import type { DocumentView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Ask } from '../../kit/ask.tsx';
import { Button } from '../../kit/button.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { toast } from '../../kit/toast.tsx';
import { sayTime } from '../../say-days.ts';
import { call } from '../../session.ts';
import { CompareView } from './compare-view.tsx';
import { reloadDocument } from './document-ask.tsx';
import { DocumentText } from './document-text.tsx';
import { documentChanged, documentQuery, versionQuery } from './reader-queries.ts';
import { say, sayLog } from './reader-texts.ts';
import { useDocumentFiles } from './use-document-files.ts';

/** Every version of a document, what changed from one to the next, and who did what with it. */
export function History({ id }: { id: string }) {
  const document = useQuery(documentQuery(id));
  return (
    <Page title={say('history')} back={`/documents/${id}`}>
      {document.isPending ? (
        <Loading />
      ) : !document.data ? (
        <Failure error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <Body document={document.data} />
      )}
    </Page>
  );
}

type Open = { number: number; show: 'compare' | 'text' };

function Body({ document }: { document: DocumentView }) {
  const { id, title, versions, number, abilities, writing } = document;
  const [open, setOpen] = useState<Open | null>(null);
  const [restoring, setRestoring] = useState<number | null>(null);
  const toggle = (next: Open) => setOpen(open?.number === next.number && open.show === next.show ? null : next);
  return (
    <div className="columns">
      <section className="card card-pad" aria-labelledby="versions">
        <div className="card-head">
          <h2 id="versions">{title}</h2>
        </div>
        {writing && number !== null ? (
          <div className="version">
            <strong>{say('compareDraftWith')}</strong>
            <CompareView documentId={id} from={number} to="draft" version={document.draftVersion} />
          </div>
        ) : null}
        {versions.map((version) => {
          const isOpen = open?.number === version.number;
          return (
            <div key={version.number} className="version">
              <p className="version-head">
                <strong>{say('versionNo', { number: version.number })}</strong>
                {version.number === number ? <span className="tag tag-ok">{say('current')}</span> : null}
                {version.minor ? <span className="tag">{say('minorVersion')}</span> : null}
                {version.selfApproved ? <span className="tag tag-warn">{say('selfApproved')}</span> : null}
                <time className="muted small" dateTime={version.at}>
                  {sayTime(version.at)}
                </time>
              </p>
              <p className="muted small">
                {version.restoredFrom === null
                  ? say('versionBy', {
                      authors: version.authors.map(({ name }) => name).join(t('common.listComma')),
                      name: version.approvedBy.name,
                    })
                  : say('restoredFrom', { number: version.restoredFrom })}
              </p>
              {version.note ? <blockquote>{version.note}</blockquote> : null}
              <p className="version-do">
                <Button
                  tone="quiet"
                  aria-expanded={isOpen && open.show === 'text'}
                  onClick={() => toggle({ number: version.number, show: 'text' })}
                >
                  {say('readVersion', { number: version.number })}
                </Button>
                {version.number > 1 ? (
                  <Button
                    tone="quiet"
                    aria-expanded={isOpen && open.show === 'compare'}
                    onClick={() => toggle({ number: version.number, show: 'compare' })}
                  >
                    {say('compareWith', { number: version.number - 1 })}
                  </Button>
                ) : null}
                {version.number !== number && abilities.includes('restore') ? (
                  <Button tone="quiet" onClick={() => setRestoring(version.number)}>
                    {say('do.restore')}
                  </Button>
                ) : null}
              </p>
              {isOpen && open.show === 'compare' ? (
                <CompareView documentId={id} from={version.number - 1} to={version.number} version={0} />
              ) : null}
              {isOpen && open.show === 'text' ? <OldVersion document={document} number={version.number} /> : null}
            </div>
          );
        })}
      </section>
      <aside>
        <Log history={document.history} />
      </aside>
      {restoring === null ? null : (
        <Ask
          title={say('do.restore')}
          lead={say('ask.restore', { number: restoring })}
          submit={say('do.restore')}
          disabled={!abilities.includes('restore')}
          onClose={() => setRestoring(null)}
          onSubmit={async () => {
            const body = { version: document.version, number: restoring };
            documentChanged(await call('restoreVersion', { params: { id }, body }));
            toast(say('done.restore'));
            setRestoring(null);
          }}
          onConflict={() => reloadDocument(id)}
        />
      )}
    </div>
  );
}

function OldVersion({ document, number }: { document: DocumentView; number: number }) {
  const version = useQuery(versionQuery(document.id, number));
  const files = useDocumentFiles(document);
  if (version.isPending) return <Loading rows={2} />;
  if (version.isError) return <Failure error={version.error} onRetry={() => void version.refetch()} />;
  return (
    <div className="version-text">
      <h3>{version.data.title}</h3>
      <DocumentText documentId={document.id} content={version.data.content} files={files} />
    </div>
  );
}

function Log({ history }: Pick<DocumentView, 'history'>) {
  return (
    <section className="card card-pad" aria-labelledby="log">
      <div className="card-head">
        <h2 id="log">{say('log')}</h2>
      </div>
      <ol className="timeline">
        {history.map(({ id, at, by, action, details }) => (
          <li key={id}>
            {sayLog(action, { by: by?.name ?? say('system'), reason: String(details.reason ?? '') })}
            {typeof details.note === 'string' && details.note ? <blockquote>{details.note}</blockquote> : null}
            <time dateTime={at}>{sayTime(at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}
