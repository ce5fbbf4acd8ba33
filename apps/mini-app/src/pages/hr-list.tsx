import '../styles/case.css';
import '../styles/forms.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import type { CaseState } from '@baton/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { Empty } from '../kit/empty.tsx';
import { Failure } from '../kit/failure.tsx';
import { Icon } from '../kit/icon.tsx';
import { Link } from '../kit/link.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { Chips, Segments } from '../kit/segments.tsx';
import { useSettled } from '../kit/use-settled.ts';
import { type ListFilter, listQuery } from '../queries.ts';
import { CASE_STATES_SHOWN } from './case-states.ts';
import { HrCards, HrTable } from './hr-rows.tsx';

const SCOPES = ['open', 'closed', 'all'] as const;
const SCOPE_LABEL = { open: 'hr.scopeOpen', closed: 'hr.scopeClosed', all: 'hr.scopeAll' } as const;
const TYPING_MS = 300;

/** HR's list: who leaves when, how far it is, and for whom it waits. The server sorts: what is urgent comes first. */
export function HrList() {
  const [scope, setScope] = useState<ListFilter['scope']>('open');
  const [state, setState] = useState<CaseState | 'any'>('any');
  const [typed, setTyped] = useState('');
  const [composed, setComposed] = useState('');
  const q = useSettled(composed.trim(), TYPING_MS);
  const list = useInfiniteQuery(listQuery({ scope, state: state === 'any' ? null : state, q }));
  const counts = list.data?.pages[0]?.counts;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const filtered = q !== '' || state !== 'any' || scope !== 'open';
  const total = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);

  function clear() {
    setScope('open');
    setState('any');
    setTyped('');
    setComposed('');
  }

  return (
    <Page
      title={t('hr.title')}
      actions={
        <Link href="/hr/new" className="button button-primary button-small">
          <Icon name="plus" size={18} />
          {t('hr.new')}
        </Link>
      }
    >
      <div className="tools">
        <div className="input-icon">
          <Icon name="search" />
          <input
            className="input"
            type="search"
            aria-label={t('hr.search')}
            placeholder={t('hr.search')}
            maxLength={40}
            value={typed}
            onCompositionEnd={(event) => setComposed(event.currentTarget.value)}
            onChange={(event) => {
              setTyped(event.target.value);
              if (!(event.nativeEvent as InputEvent).isComposing) setComposed(event.target.value);
            }}
          />
        </div>
        <Segments
          label={t('hr.scope')}
          value={scope}
          options={SCOPES.map((value) => ({ value, label: t(SCOPE_LABEL[value]) }))}
          onValue={(next) => {
            setScope(next);
            setState('any');
          }}
        />
      </div>
      <Chips
        label={t('hr.states')}
        value={state}
        onValue={setState}
        options={[
          { value: 'any', label: t('common.all'), count: counts ? total : undefined },
          ...CASE_STATES_SHOWN[scope].map((value) => ({
            value,
            label: t(`caseState.${value}`),
            count: counts ? (counts[value] ?? 0) : undefined,
          })),
        ]}
      />
      <div className="hr-results" aria-busy={list.isFetching}>
        {list.isPending ? (
          <Loading />
        ) : list.isError && rows.length === 0 ? (
          <Failure error={list.error} onRetry={() => void list.refetch()} />
        ) : rows.length === 0 ? (
          <div className="card">
            <Empty
              title={t(filtered ? 'hr.noMatchTitle' : 'hr.emptyTitle')}
              hint={t(filtered ? 'hr.noMatchHint' : 'hr.emptyHint')}
            >
              {filtered ? <Button onClick={clear}>{t('hr.clear')}</Button> : null}
            </Empty>
          </div>
        ) : (
          <>
            <HrTable rows={rows} />
            <HrCards rows={rows} />
            <div className="hr-foot">
              {list.hasNextPage ? (
                <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {t('hr.loadMore')}
                </Button>
              ) : (
                <span role="status">{t('hr.end', { count: rows.length })}</span>
              )}
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
