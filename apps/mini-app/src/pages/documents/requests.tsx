import type { DocumentRequest } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { Link } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { sayDay } from '../../say-days.ts';
import { requestsQuery } from './queries.ts';
import { AnswerRequest, DeclineRequest } from './request-asks.tsx';

/** What was looked for and is not written: what waits for this person, and what they looked for themself. */
export function Requests() {
  const requests = useQuery(requestsQuery());
  return (
    <Page title={t('requests.title')} back="/documents">
      {requests.isPending ? (
        <Loading />
      ) : !requests.data ? (
        <Failure error={requests.error} onRetry={() => void requests.refetch()} />
      ) : requests.data.waiting.length + requests.data.asked.length === 0 ? (
        <div className="card">
          <Empty mood="done" title={t('requests.emptyTitle')} hint={t('requests.emptyHint')} />
        </div>
      ) : (
        <>
          <Group title={t('requests.waiting')} rows={requests.data.waiting} mine />
          <Group title={t('requests.asked')} rows={requests.data.asked} />
        </>
      )}
    </Page>
  );
}

function Group({ title, rows, mine = false }: { title: string; rows: readonly DocumentRequest[]; mine?: boolean }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="section-title">
        {title}
        <span className="count">{rows.length}</span>
      </h2>
      <ul className="card rows">
        {rows.map((row) => (
          <Request key={row.id} request={row} mine={mine} />
        ))}
      </ul>
    </section>
  );
}

const TONE = { open: '', written: ' tag-ok', declined: '' } as const;

function Request({ request, mine }: { request: DocumentRequest; mine: boolean }) {
  const { wanted, position, askers, state, document, reason, createdAt, owner } = request;
  const [asking, setAsking] = useState<'answer' | 'decline' | null>(null);
  const close = () => setAsking(null);
  return (
    <li className="row">
      <div className="row-main">
        <div className="row-title">
          <span>{wanted}</span>
          {mine ? null : <span className={`tag${TONE[state]}`}>{t(`requests.state.${state}`)}</span>}
        </div>
        <div className="meta">
          <span>{position?.name ?? t('documents.company')}</span>
          {mine ? <span>{t('requests.askers', { count: askers })}</span> : null}
          {state === 'open' ? <span>{t('requests.owner', { name: owner.name })}</span> : null}
          <span>{t('requests.since', { day: sayDay(createdAt.slice(0, 10)) })}</span>
        </div>
        {document ? (
          <p className="request-document">
            <Link href={`/documents/${document.id}`}>{document.title}</Link>
          </p>
        ) : null}
        {reason ? <p className="row-reason row-reason-quiet">{t('requests.because', { reason })}</p> : null}
        {mine ? (
          <div className="note-actions">
            <Button small onClick={() => setAsking('answer')}>
              {t('requests.answer')}
            </Button>
            <Button small tone="plain" onClick={() => setAsking('decline')}>
              {t('requests.decline')}
            </Button>
          </div>
        ) : null}
      </div>
      {asking === 'answer' ? <AnswerRequest request={request} onClose={close} /> : null}
      {asking === 'decline' ? <DeclineRequest request={request} onClose={close} /> : null}
    </li>
  );
}
