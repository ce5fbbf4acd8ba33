import { useState } from 'react';
import type { ApprovalView, PersonView, StateView } from '../../../src/control/control.ts';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { ApprovalCard } from './approval-card.tsx';
import { ApprovalForm } from './approval-form.tsx';

const shelves = ['toHandle', 'started', 'handled', 'new'] as const;
type Shelf = (typeof shelves)[number];

const emptyWords: Record<Exclude<Shelf, 'new'>, string> = {
  toHandle: '没有等您处理的审批',
  started: '还没有发起过审批',
  handled: '还没有处理过审批',
};

type Props = {
  view: PersonView;
  state: StateView;
  start: string | null;
  onStart: (processCode: string | null) => void;
};

/** 审批: what waits for the person, what they started, what they decided, and starting a new one. */
export function Approvals({ view, state, start, onStart }: Props) {
  const { approvals } = view;
  const [picked, setPicked] = useState<Shelf>(approvals.toHandle.length > 0 ? 'toHandle' : 'started');
  const shelf = start === null ? picked : 'new';
  const pick = (next: Shelf) => {
    onStart(next === 'new' ? '' : null);
    if (next !== 'new') setPicked(next);
  };
  const done = () => {
    onStart(null);
    setPicked('started');
  };
  return (
    <div className="approvals">
      <Tabs
        label="审批分类"
        look="pill"
        current={shelf}
        onChange={pick}
        items={[
          { id: 'toHandle', label: '待我处理', badge: approvals.toHandle.length },
          { id: 'started', label: '我发起的' },
          { id: 'handled', label: '我已处理' },
          { id: 'new', label: '发起审批' },
        ]}
      >
        {shelf === 'new' ? (
          <StartApproval view={view} state={state} code={start ?? ''} onStart={onStart} onDone={done} />
        ) : (
          <ApprovalList key={shelf} approvals={approvals[shelf]} view={view} state={state} empty={emptyWords[shelf]} />
        )}
      </Tabs>
    </div>
  );
}

type ListProps = { approvals: ApprovalView[]; view: PersonView; state: StateView; empty: string };

function ApprovalList({ approvals, view, state, empty }: ListProps) {
  if (approvals.length === 0)
    return (
      <div className="empty">
        <Icon name="stamp" size={40} />
        <h3>{empty}</h3>
      </div>
    );
  const latest = [...approvals].sort((a, b) => b.createTime.localeCompare(a.createTime));
  return (
    <ul className="approval-list">
      {latest.map((approval, index) => (
        <li key={approval.id}>
          <ApprovalCard approval={approval} me={view.person.userid} state={state} open={index === 0} />
        </li>
      ))}
    </ul>
  );
}

type StartProps = Pick<Props, 'view' | 'state' | 'onStart'> & { code: string; onDone: () => void };

function StartApproval({ view, state, code, onStart, onDone }: StartProps) {
  const template = state.templates.find((item) => item.processCode === code);
  if (template)
    return (
      <ApprovalForm
        key={code}
        template={template}
        person={view.person}
        state={state}
        onDone={onDone}
        onBack={() => onStart('')}
      />
    );
  return (
    <ul className="template-list">
      {state.templates.map((item) => (
        <li key={item.processCode}>
          <button type="button" onClick={() => onStart(item.processCode)}>
            <span className={`tile tile-${item.icon}`}>
              <Icon name={item.icon === 'leave' ? 'leave' : item.icon === 'vacation' ? 'clock' : 'note'} size={22} />
            </span>
            <span className="grow">
              <b>{item.name}</b>
              <small>{item.suite ? '官方套件' : '普通审批模板'}</small>
            </span>
            <Icon name="chevron" size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
