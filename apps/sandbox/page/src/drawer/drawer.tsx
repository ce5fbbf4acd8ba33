import { useEffect, useRef } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { Calls } from './calls.tsx';
import { Faults } from './faults.tsx';
import { Pushes } from './pushes.tsx';
import { Violations } from './violations.tsx';

const drawerTabs = ['pushes', 'calls', 'faults', 'violations'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

const words: Record<DrawerTab, string> = {
  pushes: '事件推送',
  calls: '接口调用',
  faults: '故障注入',
  violations: '契约检查',
};

type Props = { state: StateView; tab: DrawerTab; onTab: (tab: DrawerTab) => void; onClose: () => void };

/** What goes on behind the client: a modal drawer, so that focus stays inside and Escape closes it. */
export function Drawer({ state, tab, onTab, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard closes it by Escape, which <dialog> handles itself
    <dialog
      ref={dialog}
      className="drawer"
      aria-label="沙箱记录"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <div className="drawer-body">
        <header>
          <h2>沙箱记录</h2>
          <button type="button" className="icon-button" aria-label="关闭" onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        <Tabs
          label="沙箱记录分类"
          current={tab}
          onChange={onTab}
          items={drawerTabs.map((id) => ({ id, label: words[id], badge: id === 'faults' ? state.faults.length : 0 }))}
        >
          {tab === 'pushes' && <Pushes state={state} />}
          {tab === 'calls' && <Calls state={state} />}
          {tab === 'faults' && <Faults state={state} />}
          {tab === 'violations' && <Violations />}
        </Tabs>
      </div>
    </dialog>
  );
}
