import type { PersonView, StateView } from '../../../src/control/control.ts';
import { calendarDay, monthDay } from '../format.ts';
import { Avatar } from '../kit/avatar.tsx';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import type { Tab } from '../selection.ts';
import type { Forward } from '../top/use-forward.ts';
import { Approvals } from './approvals.tsx';
import { Messages } from './messages.tsx';
import { Workbench } from './workbench.tsx';

type Props = {
  view: PersonView;
  state: StateView;
  tab: Tab;
  onTab: (tab: Tab) => void;
  forward: Forward;
  onLink: (url: string) => void;
  /** The template being filled in; '' shows the templates, null none of this. */
  start: string | null;
  onStart: (processCode: string | null) => void;
  /** The tab that the guided tour points at, if it points here. */
  marked: Tab | null;
};

/** The person's own DingTalk: who they are, and what lies in their messages, approvals and work bench. */
export function ClientPane({ view, state, tab, onTab, forward, onLink, start, onStart, marked }: Props) {
  const { person } = view;
  const summary = state.people.find((item) => item.userid === person.userid);
  return (
    <>
      <header className="person-head">
        <Avatar userid={person.userid} name={person.name} size={44} />
        <div className="grow">
          <h2>{person.name}</h2>
          <p>
            {person.deptName} · {person.title}
          </p>
        </div>
        <Standing view={view} />
      </header>
      <Tabs
        label={`${person.name}的工作台`}
        current={tab}
        onChange={(next) => {
          onStart(null);
          onTab(next);
        }}
        items={[
          {
            id: 'messages',
            label: '消息',
            icon: <Icon name="chat" />,
            badge: summary?.unread ?? 0,
            mark: marked === 'messages',
          },
          {
            id: 'approvals',
            label: '审批',
            icon: <Icon name="stamp" />,
            badge: summary?.toHandle ?? 0,
            mark: marked === 'approvals',
          },
          { id: 'workbench', label: '工作台', icon: <Icon name="grid" />, mark: marked === 'workbench' },
        ]}
      >
        {tab === 'messages' && (
          <Messages key={person.userid} view={view} now={state.now} forward={forward} onLink={onLink} />
        )}
        {tab === 'approvals' && (
          <Approvals key={person.userid} view={view} state={state} start={start} onStart={onStart} />
        )}
        {tab === 'workbench' && (
          <Workbench
            view={view}
            state={state}
            marked={marked === 'workbench'}
            onApp={onLink}
            onTemplate={(code) => {
              onStart(code);
              onTab('approvals');
            }}
          />
        )}
      </Tabs>
    </>
  );
}

/** Whether the person is leaving, in HR's words. */
function Standing({ view }: { view: PersonView }) {
  const { dismission, present } = view.person;
  if (!present) return <span className="tag tag-still">已离开企业</span>;
  if (dismission.status === 4) return <span className="tag tag-wait">离职审批中</span>;
  if (dismission.status !== 1) return null;
  const last = dismission.lastWorkDay === null ? '' : ` · 最后工作日 ${monthDay(calendarDay(dismission.lastWorkDay))}`;
  return <span className="tag tag-wait">待离职{last}</span>;
}
