import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter/use-browser-location';
import { t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Empty } from '../../kit/empty.tsx';
import { Failure } from '../../kit/failure.tsx';
import { goTo } from '../../kit/link.tsx';
import { Loading } from '../../kit/loading.tsx';
import { Page } from '../../kit/page.tsx';
import { HomeFilters } from './home-filters.tsx';
import { searchQuery } from './queries.ts';
import { SearchBox } from './search-box.tsx';
import { SearchHit } from './search-hit.tsx';
import { WantIt } from './want-it.tsx';
import { readWanted, searchAddress, type Wanted } from './wanted.ts';

const MOST = 100;

/** Finding the place that answers, among what one may read. */
export function Search() {
  const wanted = readWanted(useSearch());
  const show = (next: Partial<Wanted>) => goTo(searchAddress({ ...wanted, ...next }), true);
  return (
    <Page title={t('search.title')} back="/documents">
      <SearchBox key={wanted.q} wanted={wanted} autoFocus={wanted.q === ''} />
      {wanted.q === '' ? (
        <div className="card">
          <Empty title={t('search.startTitle')} hint={t('search.startHint')} />
        </div>
      ) : (
        <>
          <HomeFilters
            filter={{ ...wanted, scope: 'all' }}
            onFilter={({ position, kind }) => show(given({ position, kind }))}
          />
          <label className="choice">
            <input type="checkbox" checked={wanted.fresh} onChange={(event) => show({ fresh: event.target.checked })} />
            {t('search.fresh')}
          </label>
          <Results wanted={wanted} onAll={() => show({ position: '', kind: '', fresh: false })} />
        </>
      )}
    </Page>
  );
}

/** Without what is not given: an undefined would win over what stands in the address. */
const given = ({ position, kind }: { position: string | undefined; kind: Wanted['kind'] | undefined }) => ({
  ...(position === undefined ? {} : { position }),
  ...(kind === undefined ? {} : { kind }),
});

function Results({ wanted, onAll }: { wanted: Wanted; onAll: () => void }) {
  const found = useInfiniteQuery(searchQuery(wanted));
  const hits = found.data?.pages.flatMap((page) => page.hits) ?? [];
  const total = found.data?.pages[0]?.total ?? 0;
  if (found.isPending) return <Loading />;
  if (!found.data) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  const narrowed = wanted.position !== '' || wanted.kind !== '' || wanted.fresh;
  return (
    <div aria-busy={found.isFetching}>
      <p className={hits.length === 0 ? 'hidden' : 'document-lead'} role="status">
        {hits.length === 0
          ? t('search.noneTitle', { q: wanted.q })
          : t(total >= MOST ? 'search.foundMany' : 'search.found', { count: total })}
      </p>
      {hits.length === 0 ? (
        <div className="card">
          <Empty mood="lost" title={t('search.noneTitle', { q: wanted.q })} hint={t('search.noneHint')}>
            {narrowed ? <Button onClick={onAll}>{t('search.clearFilters')}</Button> : null}
          </Empty>
        </div>
      ) : (
        <ul className="card rows" aria-label={t('documents.list')}>
          {hits.map((hit) => (
            <SearchHit key={hit.document.id} hit={hit} />
          ))}
        </ul>
      )}
      {found.hasNextPage ? (
        <div className="hr-foot">
          <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('hr.loadMore')}
          </Button>
        </div>
      ) : (
        <WantIt key={`${wanted.q}/${wanted.position}`} wanted={wanted} />
      )}
    </div>
  );
}
