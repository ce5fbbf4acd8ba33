import { useCallback, useRef } from 'react';
import type { PersonView, StateView } from '../../../src/control/control.ts';
import { Icon } from '../kit/icon.tsx';
import { PhoneDialog } from './phone-dialog.tsx';
import { PhonePreview } from './phone-preview.tsx';
import { StatusBar } from './status-bar.tsx';
import type { PhoneHandle } from './use-phone.ts';
import { useReachable } from './use-reachable.ts';
import { useShell } from './use-shell.ts';

type Props = { src: string; view: PersonView; state: StateView; phone: PhoneHandle; wakes: number };

/** The app with the client's own parts around it: status bar, title bar, toasts and dialogs. */
export function PhoneApp({ src, view, state, phone, wakes }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { close, openLink } = phone;
  const onLink = useCallback((url: string) => openLink(url), [openLink]);
  const shell = useShell(frame, close, onLink, wakes);
  const name = view.workbench[0]?.name ?? '应用';
  const { origin } = new URL(src);
  const there = useReachable(`${origin}/__open.js`);
  return (
    <>
      <StatusBar now={state.now} />
      <div className="title-bar">
        <button type="button" className="icon-button" aria-label="返回上一页" onClick={shell.back}>
          <Icon name="back" />
        </button>
        <b>{shell.title || name}</b>
        <button type="button" className="icon-button" aria-label="关闭应用" onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div className="app-area">
        {/* Its own origin, so the app runs unhindered; what a file picker or clipboard needs is allowed by name. */}
        {there ? (
          <iframe ref={frame} src={src} title={`${view.person.name}打开的${name}`} allow="clipboard-write" />
        ) : (
          <div className="empty" role="status">
            <Icon name="phone" size={40} />
            <h3>手机没有连上</h3>
            <p>
              <code>{origin}</code> 没有回应。手机由 startPhone 启动，端口比沙箱大 1；也可以在地址里用 ?phone= 指定。
            </p>
          </div>
        )}
        {shell.loading && (
          <p className="phone-toast" role="status">
            <span className="spinner" aria-hidden="true" />
            {shell.loading}
          </p>
        )}
        {shell.toast && (
          <p className={`phone-toast toast-${shell.toast.icon}`} role="status">
            {shell.toast.text}
          </p>
        )}
        {shell.question && <PhoneDialog question={shell.question} state={state} />}
        {shell.preview && <PhonePreview {...shell.preview} onClose={shell.endPreview} />}
      </div>
    </>
  );
}
