import '../../styles/reader.css';
import '../../styles/print.css';
import type { DocumentView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { shanghaiDay } from '../../days.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { sayDay, today } from '../../say-days.ts';
import { DocumentText } from './document-text.tsx';
import { documentQuery } from './reader-queries.ts';
import { say } from './reader-texts.ts';
import { useDocumentFiles } from './use-document-files.ts';

/** The document as a sheet of paper beside the machine: which version it is stands on it. */
export function Print({ id }: { id: string }) {
  const document = useQuery(documentQuery(id));
  return (
    <Page
      title={say('print')}
      back={`/documents/${id}`}
      actions={
        <Button tone="primary" onClick={() => window.print()}>
          {say('printNow')}
        </Button>
      }
    >
      {document.isPending ? (
        <Loading />
      ) : !document.data?.content ? (
        <Failure error={document.error} onRetry={() => void document.refetch()} />
      ) : (
        <Sheet document={document.data} />
      )}
    </Page>
  );
}

function Sheet({ document }: { document: DocumentView }) {
  const { id, title, kind, position, number, verifier, verifiedAt, content, state } = document;
  const files = useDocumentFiles(document);
  if (!content) return null;
  return (
    <article className="sheet">
      <header className="sheet-head">
        <h2>{title}</h2>
        <p>
          {t(`documentKind.${kind}`)} ·{' '}
          {say('printLead', {
            position: position?.name ?? say('company'),
            version: say('versionNo', { number: number ?? 0 }),
            verifier: verifier.name,
            day: sayDay(verifiedAt ? shanghaiDay(new Date(verifiedAt)) : today(), '1970-01-01'),
          })}
        </p>
        {state === 'obsolete' ? <p className="sheet-warning">{say('obsolete')}</p> : null}
      </header>
      <DocumentText documentId={id} content={content} files={files} />
    </article>
  );
}
