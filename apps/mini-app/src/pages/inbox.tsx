import type { InboxReply, ItemCard } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type TextKey, t } from '../i18n/t.ts';
import { CaseCard } from '../kit/case-card.tsx';
import { Empty } from '../kit/empty.tsx';
import { Failure } from '../kit/failure.tsx';
import { ItemRow } from '../kit/item-row.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { Chips } from '../kit/segments.tsx';
import { inboxQuery } from '../queries.ts';

const SECTIONS = ['toHandOver', 'toAccept', 'toConfirm'] as const;
type Section = (typeof SECTIONS)[number];
const TITLE: Record<Section, TextKey> = {
  toHandOver: 'inbox.toHandOver',
  toAccept: 'inbox.toAccept',
  toConfirm: 'inbox.toConfirm',
};
const LEVEL_ORDER = { must: 0, should: 1, may: 2 } as const;

/** Soonest first; on the same day what the release needs comes first. */
const byUrgency = (a: ItemCard, b: ItemCard): number =>
  a.dueOn.localeCompare(b.dueOn) || LEVEL_ORDER[a.level] - LEVEL_ORDER[b.level];

/** 我的待办: everything that waits for me, whichever part I play. */
export function Inbox() {
  const inbox = useQuery(inboxQuery());
  return (
    <Page title={t('nav.inboxLong')}>
      {inbox.isPending ? (
        <Loading />
      ) : inbox.isError ? (
        <Failure error={inbox.error} onRetry={() => void inbox.refetch()} />
      ) : (
        <Work inbox={inbox.data} />
      )}
    </Page>
  );
}

function Work({ inbox }: { inbox: InboxReply }) {
  const [chosen, setChosen] = useState<Section | 'all'>('all');
  const items = SECTIONS.flatMap((section) => inbox[section]);
  const busy = SECTIONS.filter((section) => inbox[section].length > 0);
  const shown: Section | 'all' = chosen === 'all' || busy.includes(chosen) ? chosen : 'all';
  const sections = shown === 'all' ? busy : [shown];
  return (
    <>
      <Hello inbox={inbox} count={items.length} overdue={items.filter((item) => item.overdue).length} />
      <div className="columns">
        {/* The one case a leaver has says most, so a phone shows it first; several would push the work away. */}
        {inbox.cases.length === 1 ? <Cases inbox={inbox} /> : null}
        <section aria-label={t('nav.inboxLong')}>
          {busy.length > 1 ? (
            <Chips
              label={t('inbox.filter')}
              value={shown}
              onValue={setChosen}
              options={[
                { value: 'all', label: t('common.all'), count: items.length },
                ...busy.map((section) => ({
                  value: section,
                  label: t(TITLE[section]),
                  count: inbox[section].length,
                })),
              ]}
            />
          ) : null}
          {busy.length === 0 ? (
            <div className="card">
              <Empty mood="done" title={t('inbox.emptyTitle')} hint={t('inbox.emptyHint')} />
            </div>
          ) : null}
          {sections.map((section) => (
            <SectionList key={section} section={section} inbox={inbox} />
          ))}
        </section>
        {inbox.cases.length > 1 ? <Cases inbox={inbox} /> : null}
      </div>
    </>
  );
}

function Cases({ inbox }: { inbox: InboxReply }) {
  return (
    <aside className="stack" aria-labelledby="cases">
      <h2 className="section-title" id="cases">
        {t('inbox.cases')}
        <span className="count">{inbox.cases.length}</span>
      </h2>
      {inbox.cases.map((card) => (
        <CaseCard key={card.id} card={card} today={inbox.today} />
      ))}
    </aside>
  );
}

function Hello({ inbox, count, overdue }: { inbox: InboxReply; count: number; overdue: number }) {
  const key: TextKey = count === 0 ? 'inbox.summaryNone' : overdue > 0 ? 'inbox.summaryOverdue' : 'inbox.summary';
  return (
    <div className="hello">
      <strong>{t('inbox.hello', { name: inbox.me.name })}</strong>
      <p>{t(key, { count, overdue })}</p>
    </div>
  );
}

function SectionList({ section, inbox }: { section: Section; inbox: InboxReply }) {
  const items = [...inbox[section]].sort(byUrgency);
  return (
    <section aria-labelledby={section}>
      <h2 className="section-title" id={section}>
        {t(TITLE[section])}
        <span className="count">{items.length}</span>
      </h2>
      <ul className="card rows">
        {items.map((item) => (
          <ItemRow key={item.id} item={item} today={inbox.today} from={item.leaver.userId !== inbox.me.userId} />
        ))}
      </ul>
    </section>
  );
}
