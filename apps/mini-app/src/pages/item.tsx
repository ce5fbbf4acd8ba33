import '../styles/case.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import type { ItemView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '../kit/link.tsx';
import '../styles/evidence.css';
import { type Draft, useDraft } from '../evidence/use-draft.ts';
import { useProblems } from '../evidence/use-problems.ts';
import { t } from '../i18n/t.ts';
import { ActionBar } from '../kit/action-bar.tsx';
import { Failure } from '../kit/failure.tsx';
import { HistoryList } from '../kit/history-list.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Loading } from '../kit/loading.tsx';
import { Page } from '../kit/page.tsx';
import { toast } from '../kit/toast.tsx';
import { useKeptFocus } from '../kit/use-kept-focus.ts';
import { itemQuery } from '../queries.ts';
import { QuestionsOn } from '../questions/questions-on.tsx';
import { currentMe } from '../session.ts';
import type { Section } from './inbox-sections.ts';
import { ItemAsk } from './item-ask.tsx';
import { ASKS, type AskedAction, expectedOf } from './item-asks.ts';
import { EvidenceRead, EvidenceWrite } from './item-evidence.tsx';
import { ItemHead } from './item-head.tsx';
import { ItemNext } from './item-next.tsx';
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

/** Actions that end somebody's part of an item for now, and the kind of work that was. The others are HR's. */
const PART: Partial<Record<AskedAction, Section>> = {
  submit: 'toHandOver',
  block: 'toHandOver',
  accept: 'toAccept',
  confirm: 'toConfirm',
};
type Done = { said: string; section: Section };

/** What to say after an action, and which work goes on from there. */
function doneBy(
  action: AskedAction,
  before: ItemView,
  after: ItemView,
): { said: string; section: Section | undefined } {
  const returned = action === 'accept' && after.state === 'returned';
  const said = t(`done.${returned ? 'return' : action}`);
  if (action === 'return') return { said, section: before.abilities.includes('accept') ? 'toAccept' : 'toConfirm' };
  const mine = after.doer.userId === currentMe()?.userId;
  if (action === 'block' && !mine) return { said, section: undefined };
  const others = PART[action] === 'toHandOver' && after.doer.userId !== after.leaver.userId;
  return { said, section: others ? 'toDo' : PART[action] };
}

/** 交接项: what is asked, what was given, who says so. */
export function Item({ id }: { id: string }) {
  const item = useQuery(itemQuery(id));
  // Here, where it outlives the form that goes with the right to write.
  const [done, setDone] = useState<Done | null>(null);
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
        <Writing item={item.data} done={done} onDone={setDone} />
      ) : (
        <Body item={item.data} draft={null} done={done} onDone={setDone} />
      )}
    </Page>
  );
}

type Props = { item: ItemView; done: Done | null; onDone: (done: Done | null) => void };

/** Keeps the draft across everything that does not take the right to write away. */
function Writing(props: Props) {
  return <Body {...props} draft={useDraft(props.item)} />;
}

function Body({ item, draft, done, onDone }: Props & { draft: Draft | null }) {
  const [action, setAction] = useState<AskedAction | null>(null);
  const evidence = useProblems(item, draft);
  useKeptFocus(item.abilities.join());
  const offered = (Object.keys(ASKS) as AskedAction[]).filter((name) => item.abilities.includes(name));
  const actions = offered.map((name) => ({ name, label: t(`do.${name}`), icon: ICON[name] }));
  const expected = expectedOf(item, currentMe()?.userId);
  const people = [
    item.leaver,
    item.doer,
    ...(item.acceptor ? [item.acceptor] : []),
    ...item.confirmations.map((row) => row.confirmer),
  ];
  function ask(name: AskedAction) {
    if (name !== 'submit' || evidence.suffices()) setAction(name);
  }
  return (
    <>
      <div className="columns">
        <div className="stack">
          <ItemHead item={item} />
          {draft ? (
            <EvidenceWrite item={item} draft={draft} problems={evidence.problems} />
          ) : (
            <EvidenceRead item={item} />
          )}
          <QuestionsOn place={{ itemId: item.id }} />
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
      {done && expected === null ? (
        <ItemNext itemId={item.id} {...done} actions={actions} onAction={ask} />
      ) : (
        <ActionBar actions={actions} main={expected} onAction={ask} />
      )}
      {action ? (
        <ItemAsk
          item={item}
          action={action}
          draft={draft}
          onClose={() => setAction(null)}
          onDone={(changed) => {
            const { said, section } = doneBy(action, item, changed);
            if (section && expectedOf(changed, currentMe()?.userId) === null) onDone({ said, section });
            else {
              onDone(null);
              toast(said);
            }
          }}
          onProblems={evidence.refuse}
        />
      ) : null}
    </>
  );
}
