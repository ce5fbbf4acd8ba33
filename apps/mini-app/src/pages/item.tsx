import '../styles/case.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import type { ItemView } from '@baton/api/client';
import type { EvidenceProblem } from '@baton/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '../kit/link.tsx';
import '../styles/evidence.css';
import { useDraft } from '../evidence/use-draft.ts';
import { t } from '../i18n/t.ts';
import { ActionBar } from '../kit/action-bar.tsx';
import { Failure } from '../kit/failure.tsx';
import { HistoryList } from '../kit/history-list.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { itemQuery } from '../queries.ts';
import { ItemAsk } from './item-ask.tsx';
import { ASKS, type AskedAction } from './item-asks.ts';
import { EvidenceRead, EvidenceWrite } from './item-evidence.tsx';
import { ItemHead } from './item-head.tsx';
import { ItemSteps } from './item-steps.tsx';

const ICON: Record<AskedAction, IconName> = {
  submit: 'check',
  accept: 'check',
  confirm: 'check',
  unblock: 'check',
  return: 'undo',
  block: 'alert',
  delegate: 'person',
  supplement: 'person',
  reopen: 'undo',
  waive: 'shield',
};

/** 交接项: what is asked, what was given, who says so. */
export function Item({ id }: { id: string }) {
  const item = useQuery(itemQuery(id));
  return (
    <Page
      title={item.data?.leaver ? t('item.of', { name: item.data.leaver.name }) : t('app.name')}
      back={item.data ? `/handovers/${item.data.handoverId}` : '/'}
    >
      {item.isPending ? (
        <Loading rows={2} />
      ) : item.isError && !item.data ? (
        <Failure error={item.error} onRetry={() => void item.refetch()} />
      ) : item.data.abilities.includes('save') ? (
        <Writing item={item.data} />
      ) : (
        <Body item={item.data} draft={null} />
      )}
    </Page>
  );
}

/** Keeps the draft across everything that does not take the right to write away. */
function Writing({ item }: { item: ItemView }) {
  return <Body item={item} draft={useDraft(item)} />;
}

function Body({ item, draft }: { item: ItemView; draft: ReturnType<typeof useDraft> | null }) {
  const [action, setAction] = useState<AskedAction | null>(null);
  const [problems, setProblems] = useState<readonly EvidenceProblem[]>([]);
  const offered = (Object.keys(ASKS) as AskedAction[]).filter((name) => item.abilities.includes(name));
  const people = [
    item.leaver,
    item.doer,
    ...(item.acceptor ? [item.acceptor] : []),
    ...item.confirmations.map((row) => row.confirmer),
  ];
  return (
    <>
      <div className="columns">
        <div className="stack">
          <ItemHead item={item} />
          {draft ? <EvidenceWrite item={item} draft={draft} problems={problems} /> : <EvidenceRead item={item} />}
        </div>
        <aside className="stack">
          <ItemSteps item={item} />
          <section className="card card-pad" aria-labelledby="history">
            <div className="card-head">
              <h2 id="history">{t('item.history')}</h2>
              <Link href={`/handovers/${item.handoverId}`}>{t('item.of', { name: item.leaver.name })}</Link>
            </div>
            <HistoryList entries={item.history} people={people} />
          </section>
        </aside>
      </div>
      <ActionBar
        actions={offered.map((name) => ({ name, label: t(`do.${name}`), icon: ICON[name] }))}
        onAction={setAction}
      />
      {action ? (
        <ItemAsk
          item={item}
          action={action}
          draft={draft}
          onClose={() => setAction(null)}
          onProblems={(found) => {
            setProblems(found);
            document.getElementById('evidence')?.scrollIntoView({ block: 'start' });
          }}
        />
      ) : null}
    </>
  );
}
