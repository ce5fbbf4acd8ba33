import type { PersonView, StateView } from '../../../src/control/control.ts';
import { hourMinute, monthDay, weekday } from '../format.ts';
import { Icon } from '../kit/icon.tsx';
import { useNow } from '../top/use-now.ts';
import { StatusBar } from './status-bar.tsx';
import type { PhoneHandle } from './use-phone.ts';

type Props = { view: PersonView; state: StateView; phone: PhoneHandle };

/** A device with no app open: the time, whose it is, and what can be opened. */
export function PhoneHome({ view, state, phone }: Props) {
  const now = useNow(state.now);
  const app = view.workbench[0];
  return (
    <div className="phone-home">
      <StatusBar now={state.now} />
      <p className="big-time">{hourMinute(now)}</p>
      <p>
        {monthDay(now)} {weekday(now)}
      </p>
      <p className="owner">
        {view.person.name}的{phone.platform === 'pc' ? '电脑' : '手机'}
      </p>
      {app ? (
        <button type="button" onClick={() => phone.openLink(app.url)}>
          <span className="tile tile-app">
            <Icon name="baton" size={30} />
          </span>
          {app.name}
        </button>
      ) : (
        <p className="hint">还没有应用可以打开</p>
      )}
    </div>
  );
}
