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
import { SECTIONS, type Section, sectionsOf } from './inbox-sections.ts';

const title = (section: Section): string => t(`inbox.${section}`);

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
  const parts = sectionsOf(inbox);
  const items = SECTIONS.flatMap((section) => parts[section]);
  const busy = SECTIONS.filter((section) => parts[section].length > 0);
  const shown: Section | 'all' = chosen === 'all' || busy.includes(chosen) ? chosen : 'all';
  const sections = shown === 'all' ? busy : [shown];
  return (
    <>
      <Hello
        inbox={inbox}
        count={items.length + inbox.toDecide.length}
        overdue={items.filter((item) => item.overdue).length}
      />
      <div className="columns">
        {/* The one case a leaver has says most, so a phone shows it first; several would push the work away. */}
        {inbox.cases.length === 1 ? <Cases inbox={inbox} /> : null}
        <section aria-label={t('nav.inboxLong')}>
          {inbox.toDecide.length > 0 ? (
            <section className="stack" aria-labelledby="toDecide">
              <CaseList section="toDecide" inbox={inbox} />
            </section>
          ) : null}
          {busy.length > 1 ? (
            <Chips
              label={t('inbox.filter')}
              value={shown}
              onValue={setChosen}
              options={[
                { value: 'all', label: t('common.all'), count: items.length },
                ...busy.map((section) => ({
                  value: section,
                  label: title(section),
                  count: parts[section].length,
                })),
              ]}
            />
          ) : null}
          {busy.length + inbox.toDecide.length === 0 ? (
            <div className="card">
              <Empty mood="done" title={t('inbox.emptyTitle')} hint={t('inbox.emptyHint')} />
            </div>
          ) : null}
          {sections.map((section) => (
            <SectionList key={section} section={section} items={parts[section]} inbox={inbox} />
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
      <CaseList section="cases" inbox={inbox} />
    </aside>
  );
}

function CaseList({ section, inbox }: { section: 'cases' | 'toDecide'; inbox: InboxReply }) {
  return (
    <>
      <h2 className="section-title" id={section}>
        {t(`inbox.${section}`)}
        <span className="count">{inbox[section].length}</span>
      </h2>
      {inbox[section].map((card) => (
        <CaseCard key={card.id} card={card} today={inbox.today} />
      ))}
    </>
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

function SectionList({ section, items, inbox }: { section: Section; items: readonly ItemCard[]; inbox: InboxReply }) {
  return (
    <section aria-labelledby={section}>
      <h2 className="section-title" id={section}>
        {title(section)}
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
