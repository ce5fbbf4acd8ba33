import '../styles/case.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import type { HandoverView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { ActionBar } from '../kit/action-bar.tsx';
import { Failure } from '../kit/failure.tsx';
import { HistoryList } from '../kit/history-list.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { useKeptFocus } from '../kit/use-kept-focus.ts';
import { handoverQuery } from '../queries.ts';
import { today } from '../say-days.ts';
import { Blockers } from './blockers.tsx';
import { OFFERED, type OfferedAction, offersOf } from './case-actions.ts';
import { CaseAsk } from './case-ask.tsx';
import { CaseDates, CasePeople, Gate, Statutory } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseItems } from './case-items.tsx';
import { Preflight } from './preflight.tsx';

/** 交接单: how far it is, what is missing, who can do something about it. */
export function Handover({ id }: { id: string }) {
  const handover = useQuery(handoverQuery(id));
  const data = handover.data;
  return (
    <Page
      title={data ? t('handover.of', { name: data.leaver.name, kind: t(`kind.${data.kind}`) }) : t('app.name')}
      back="/"
    >
      {handover.isPending ? (
        <Loading />
      ) : data ? (
        <Body handover={data} />
      ) : (
        <Failure error={handover.error} onRetry={() => void handover.refetch()} />
      )}
    </Page>
  );
}

/** What the release waits for: ★ items, and when those are done, ★ questions. */
const sayWait = ({ blockers, questions, unseenQuestions }: HandoverView['gate']): string =>
  blockers.length > 0
    ? t('case.releaseWaits', { count: blockers.length })
    : t('gate.questions', { count: questions.length + unseenQuestions });

/** Everyone the history may speak of. */
function everyone(handover: HandoverView) {
  const { leaver, successor, interimHolder, manager, witness, hr, items } = handover;
  const named = [leaver, successor, interimHolder, manager, witness, hr].filter((person) => person !== null);
  return [...named, ...items.flatMap((item) => item.waitingFor)];
}

function Body({ handover }: { handover: HandoverView }) {
  const [action, setAction] = useState<OfferedAction | null>(null);
  const { offered, main, waits } = offersOf(handover);
  const people = everyone(handover);
  useKeptFocus(handover.abilities.join());
  const now = today();
  return (
    <>
      <div className="columns">
        <div className="stack">
          <CaseHead handover={handover} />
          {handover.preflight.length > 0 && handover.state === 'preparing' ? <Preflight handover={handover} /> : null}
          <CaseItems handover={handover} today={now} />
        </div>
        <aside className="stack">
          <Gate handover={handover} />
          <Blockers handover={handover} />
          <CaseDates handover={handover} today={now} />
          <CasePeople handover={handover} />
          <Statutory handover={handover} today={now} />
          <section className="card card-pad" aria-labelledby="history">
            <div className="card-head">
              <h2 id="history">{t('handover.history')}</h2>
            </div>
            <HistoryList entries={handover.history} people={people} />
          </section>
        </aside>
      </div>
      <ActionBar
        actions={offered.map((name) => ({ name, label: t(`case.${name}`), icon: OFFERED[name] }))}
        main={main}
        wait={waits ? sayWait(handover.gate) : undefined}
        onAction={setAction}
      />
      {action ? <CaseAsk handover={handover} action={action} onClose={() => setAction(null)} /> : null}
    </>
  );
}
