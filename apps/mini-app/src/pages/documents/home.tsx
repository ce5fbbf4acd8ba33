import type { Api, DocumentCard } from '@baton/api/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter/use-browser-location';
import { type TextKey, t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { goTo, Link } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { Chips } from '../../kit/segments.tsx';
import { LearningLink } from '../../learning/learning-link.tsx';
import { DocumentRow } from './document-row.tsx';
import { addressOf, type Filter, readFilter, SCOPES, type Scope } from './filter.ts';
import { HomeActions } from './home-actions.tsx';
import { HomeFilters } from './home-filters.tsx';
import { HomePlaces } from './home-places.tsx';
import { HomeTasks } from './home-tasks.tsx';
import { documentsQuery } from './queries.ts';
import { RequestsNote } from './requests-note.tsx';
import { SearchBox } from './search-box.tsx';
import { Shelf } from './shelf.tsx';

type ListPage = Api['listDocuments']['reply'];

const NOTHING: Record<Scope, readonly [TextKey, TextKey]> = {
  yours: ['documents.emptyYoursTitle', 'documents.emptyYoursHint'],
  all: ['documents.emptyAllTitle', 'documents.emptyAllHint'],
  mine: ['documents.emptyMineTitle', 'documents.emptyMineHint'],
  due: ['documents.emptyDueTitle', 'documents.emptyDueHint'],
};

/** 岗位文档: what one's own position knows, and everything else one may read. */
export function Home() {
  const filter = readFilter(useSearch());
  const list = useInfiniteQuery(documentsQuery(filter));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const show = (next: Partial<Filter>) => goTo(addressOf({ ...filter, ...next }), true);

  return (
    <Page title={t('nav.documents')} actions={<HomeActions writes={list.data?.pages[0]?.writes} />}>
      <SearchBox />
      <HomeTasks />
      <RequestsNote />
      <LearningLink />
      <HomePlaces page={list.data?.pages[0]} />
      <Chips
        label={t('documents.scope')}
        value={filter.scope}
        options={SCOPES.map((value) => ({ value, label: t(`documents.${value}`) }))}
        onValue={(scope) => show({ scope })}
      />
      <HomeFilters filter={filter} onFilter={show} />
      <div className="document-results" aria-busy={list.isFetching}>
        {list.isPending ? (
          <Loading />
        ) : list.isError && rows.length === 0 ? (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <>
            {filter.scope === 'yours' ? <Yours position={list.data?.pages[0]?.yours?.name} /> : null}
            {rows.length === 0 ? (
              <Nothing
                filter={filter}
                page={list.data?.pages[0]}
                onAll={() => show({ scope: 'all', kind: '', position: '' })}
              />
            ) : null}
            {filter.scope === 'yours' ? <Shelf rows={rows} whole={!list.hasNextPage} /> : <Flat rows={rows} />}
            {list.hasNextPage ? (
              <div className="hr-foot">
                <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t('hr.loadMore')}
                </Button>
              </div>
            ) : rows.length > 0 ? (
              <p className="hr-foot" role="status">
                {t('documents.end', { count: rows.length })}
              </p>
            ) : null}
          </>
        )}
      </div>
    </Page>
  );
}

const Yours = ({ position }: { position: string | undefined }) => (
  <p className="document-lead">{position ? t('documents.yoursLead', { position }) : t('documents.yoursUnknown')}</p>
);

function Flat({ rows }: { rows: readonly DocumentCard[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="card rows" aria-label={t('documents.list')}>
      {rows.map((row) => (
        <DocumentRow key={row.id} document={row} />
      ))}
    </ul>
  );
}

function Nothing({ filter, page, onAll }: { filter: Filter; page: ListPage | undefined; onAll: () => void }) {
  const narrowed = filter.kind !== '' || (filter.scope !== 'yours' && filter.position !== '');
  const [title, hint] = narrowed
    ? (['documents.noMatchTitle', 'documents.noMatchHint'] as const)
    : NOTHING[filter.scope];
  return (
    <div className="card">
      <Empty title={t(title)} hint={t(hint)}>
        {filter.scope === 'yours' && !narrowed && page?.writes.positions.some(({ key }) => key === page.yours?.key) ? (
          <Link href="/documents/new" className="button button-primary">
            {t('documents.writeFirst')}
          </Link>
        ) : null}
        {narrowed || filter.scope !== 'all' ? <Button onClick={onAll}>{t('documents.seeAll')}</Button> : null}
      </Empty>
    </div>
  );
}
