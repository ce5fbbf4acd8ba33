import type { PersonView, StateView } from '../../../src/control/control.ts';
import { Choice } from '../kit/choice.tsx';
import { Icon } from '../kit/icon.tsx';
import { PhoneApp } from './phone-app.tsx';
import { PhoneHome } from './phone-home.tsx';
import type { PhoneHandle } from './use-phone.ts';

type Props = { view: PersonView; state: StateView; phone: PhoneHandle; marked: boolean; wakes: number };

/** The person's device: a phone, or the side panel of the desktop client, with the app on it. */
export function PhonePane({ view, state, phone, marked, wakes }: Props) {
  const { userid } = view.person;
  const { path } = phone;
  return (
    <>
      <div className="phone-tools">
        <Choice
          label="设备"
          value={phone.platform}
          onChange={phone.setPlatform}
          options={[
            { id: 'android', label: 'Android' },
            { id: 'ios', label: 'iOS' },
            { id: 'pc', label: '电脑' },
          ]}
        />
        {path !== null && (
          <span className="buttons">
            <button
              type="button"
              className="icon-button"
              title="重新打开"
              aria-label="重新打开"
              onClick={() => phone.openLink(path)}
            >
              <Icon name="reload" />
            </button>
            <a
              className="icon-button"
              href={phone.address(userid, path)}
              target="_blank"
              rel="noopener"
              title={`在新窗口打开，仍是${view.person.name}的这台设备`}
              aria-label="在新窗口打开"
            >
              <Icon name="open" />
            </a>
          </span>
        )}
      </div>
      <div className={`device device-${phone.platform}${marked ? ' marked' : ''}`}>
        {path === null ? (
          <PhoneHome view={view} state={state} phone={phone} />
        ) : (
          <PhoneApp
            key={`${userid} ${phone.platform} ${phone.opened}`}
            src={phone.address(userid, path)}
            view={view}
            state={state}
            phone={phone}
            wakes={wakes}
          />
        )}
      </div>
    </>
  );
}
