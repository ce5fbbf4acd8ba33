import { useCallback, useEffect, useMemo, useState } from 'react';
import { sandbox } from './api.ts';
import { ClientPane } from './client/client-pane.tsx';
import { Drawer, type DrawerTab } from './drawer/drawer.tsx';
import { Icon } from './kit/icon.tsx';
import { PeopleList } from './people/people-list.tsx';
import { PhonePane } from './phone/phone-pane.tsx';
import { usePhone } from './phone/use-phone.ts';
import { type Pane, useSelection } from './selection.ts';
import type { GuideStep } from './top/guide-steps.ts';
import { GuideStrip } from './top/guide-strip.tsx';
import { TopBar } from './top/top-bar.tsx';
import { useForward } from './top/use-forward.ts';
import { useGuide } from './top/use-guide.ts';
import { useRest } from './top/use-rest.ts';
import { useLive, useOnline } from './use-live.ts';

/** People, one person's DingTalk, and their phone, side by side; on a narrow screen one after the other. */
export function App() {
  const [selection, select] = useSelection();
  const [drawer, setDrawer] = useState<DrawerTab | null>(null);
  const online = useOnline();
  const state = useLive('state', sandbox.state);
  const person = useLive(selection.person, () => sandbox.person(selection.person));
  const showPhone = useCallback(() => select({ pane: 'phone' }), [select]);
  const view = person.data;
  const phone = usePhone(view?.workbench[0]?.url ?? null, showPhone);
  const guide = useGuide(state.data);
  const forward = useForward(state.data?.now);
  const rest = useRest();
  const { current, steps } = guide;
  const cast = useMemo(() => [...new Set(steps.map((step) => step.who))], [steps]);
  const ready = view?.person.userid === selection.person;

  // Somebody else's phone starts at the app's home page; a closed one stays closed.
  const pick = (userid: string) => {
    if (userid !== selection.person && phone.path !== null) phone.close();
    setStart(null);
    select({ person: userid, pane: 'client' });
  };
  const [wantsApp, setWantsApp] = useState(false);
  const [start, setStart] = useState<string | null>(null);
  const go = (step: GuideStep) => {
    if (step.who !== selection.person) phone.close();
    if (step.where === 'phone') setWantsApp(true);
    setStart(step.start ?? null);
    const tab = step.where === 'phone' ? selection.tab : step.where;
    select({ person: step.who, tab, pane: step.where === 'phone' ? 'phone' : 'client' });
  };
  useEffect(() => {
    if (!wantsApp || !ready) return;
    setWantsApp(false);
    phone.openHome();
  }, [wantsApp, ready, phone]);
  if (!state.data) return <Opening problem={state.problem} onRetry={state.reload} />;
  const here = current && !guide.hidden && current.who === selection.person;
  return (
    <div className="page" data-pane={selection.pane}>
      <TopBar
        state={state.data}
        online={online}
        clockMarked={current?.offers === 'morning' && !guide.hidden}
        forward={forward}
        guideHidden={guide.hidden}
        onGuide={() => guide.hide(false)}
        onDrawer={setDrawer}
      />
      <GuideStrip
        guide={guide}
        state={state.data}
        forward={forward}
        rest={rest}
        there={Boolean(here) && phone.path !== null}
        onGo={go}
      />
      <main>
        <aside className="pane pane-people" aria-label="同事">
          <PeopleList
            state={state.data}
            current={selection.person}
            marked={current && !guide.hidden && !here ? current.who : null}
            cast={cast}
            onPick={pick}
          />
        </aside>
        <section className="pane pane-client" aria-label="消息、审批与工作台">
          {ready && view ? (
            <ClientPane
              key={selection.person}
              view={view}
              state={state.data}
              tab={selection.tab}
              onTab={(tab) => select({ tab })}
              forward={forward}
              onLink={phone.openLink}
              start={start}
              onStart={setStart}
              marked={markedTab(here ? current : undefined, phone.path !== null)}
            />
          ) : (
            <div className="empty">{person.problem ?? '正在打开…'}</div>
          )}
        </section>
        <section className={`pane pane-phone on-${phone.platform}`} aria-label="手机">
          {ready && view && (
            <PhonePane
              view={view}
              state={state.data}
              phone={phone}
              wakes={forward.arrivals + rest.ends}
              marked={Boolean(here) && current?.where === 'phone' && phone.path === null}
            />
          )}
        </section>
      </main>
      <PaneBar pane={selection.pane} onPane={(pane) => select({ pane })} />
      {drawer && <Drawer state={state.data} tab={drawer} onTab={setDrawer} onClose={() => setDrawer(null)} />}
    </div>
  );
}

function markedTab(step: GuideStep | undefined, appOpen: boolean) {
  if (!step) return null;
  if (step.where === 'phone') return appOpen ? null : 'workbench';
  return step.where;
}

const paneWords: [Pane, 'people' | 'chat' | 'phone', string][] = [
  ['people', 'people', '同事'],
  ['client', 'chat', '钉钉'],
  ['phone', 'phone', '手机'],
];

/** The narrow screen's way between the three panes. */
const PaneBar = ({ pane, onPane }: { pane: Pane; onPane: (pane: Pane) => void }) => (
  <nav className="pane-bar" aria-label="切换页面">
    {paneWords.map(([id, icon, label]) => (
      <button key={id} type="button" aria-current={id === pane ? 'page' : undefined} onClick={() => onPane(id)}>
        <Icon name={icon} size={22} />
        {label}
      </button>
    ))}
  </nav>
);

const Opening = ({ problem, onRetry }: { problem: string | undefined; onRetry: () => void }) => (
  <main className="opening">
    <h1>本地钉钉</h1>
    <p role="status">{problem ? `没有连上沙箱：${problem}` : '正在打开…'}</p>
    {problem && (
      <button type="button" className="button main" onClick={onRetry}>
        重试
      </button>
    )}
  </main>
);
