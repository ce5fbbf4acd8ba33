import { useEffect, useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import type { DrawerTab } from '../drawer/drawer.tsx';
import { Icon } from '../kit/icon.tsx';
import { Clock } from './clock.tsx';
import { keptTheme, nextTheme, themeNames, wear } from './theme.ts';
import type { Forward } from './use-forward.ts';

type Props = {
  state: StateView;
  online: boolean;
  clockMarked: boolean;
  guideHidden: boolean;
  forward: Forward;
  onGuide: () => void;
  onDrawer: (tab: DrawerTab) => void;
};

/** The sandbox's own controls: its time, what it has counted, and what it makes go wrong. */
export function TopBar({ state, online, clockMarked, guideHidden, forward, onGuide, onDrawer }: Props) {
  const { counts, settings, pushes, faults } = state;
  const troubled = pushes.failed + pushes.lost + pushes.over_quota;
  return (
    <header className="top">
      <div className="brand">
        <span className="brand-mark">
          <Icon name="baton" size={20} />
        </span>
        <div>
          <h1>本地钉钉</h1>
          <p>{online ? state.corp.name : '连接中断，正在重连…'}</p>
        </div>
      </div>
      <Clock state={state} marked={clockMarked} forward={forward} />
      <nav className="meters" aria-label="沙箱记录">
        <Meter
          icon="push"
          name="推送"
          value={counts.pushes}
          of={settings.pushQuota}
          bad={troubled}
          onOpen={() => onDrawer('pushes')}
        />
        <Meter
          icon="call"
          name="计费调用"
          value={counts.calls}
          of={settings.callQuota}
          onOpen={() => onDrawer('calls')}
        />
        <button
          type="button"
          className={faults.length > 0 ? 'meter alarmed' : 'meter'}
          onClick={() => onDrawer('faults')}
        >
          <Icon name="fault" />
          <span>
            故障<b>{faults.length > 0 ? `${faults.length} 个生效` : '无'}</b>
          </span>
        </button>
        <button
          type="button"
          className={counts.violations > 0 ? 'meter alarmed' : 'meter'}
          onClick={() => onDrawer('violations')}
        >
          <Icon name="shield" />
          <span>
            契约<b>{counts.violations > 0 ? `${counts.violations} 处不符` : '一致'}</b>
          </span>
        </button>
        {guideHidden && (
          <button type="button" className="icon-button" title="演一遍" aria-label="打开演示引导" onClick={onGuide}>
            <Icon name="baton" />
          </button>
        )}
        <ThemeButton />
      </nav>
    </header>
  );
}

type MeterProps = { icon: 'push' | 'call'; name: string; value: number; of: number; bad?: number; onOpen: () => void };

const Meter = ({ icon, name, value, of, bad = 0, onOpen }: MeterProps) => (
  <button
    type="button"
    className={bad > 0 ? 'meter alarmed' : 'meter'}
    title={`本月已用 ${value}，额度 ${of}`}
    onClick={onOpen}
  >
    <Icon name={icon} />
    <span>
      {name}
      <b>
        {value}
        <small> / {of.toLocaleString('en-US')}</small>
      </b>
    </span>
  </button>
);

function ThemeButton() {
  const [theme, setTheme] = useState(keptTheme);
  useEffect(() => wear(theme), [theme]);
  const label = `外观：${themeNames[theme]}`;
  return (
    <button type="button" className="icon-button" title={label} aria-label={label} onClick={() => setTheme(nextTheme)}>
      <Icon name="theme" />
    </button>
  );
}
