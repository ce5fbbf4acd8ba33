import '../styles/forms.css';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { t } from '../i18n/t.ts';
import { IconButton } from './button.tsx';

const FOCUSABLE = 'a[href],button:not(:disabled),input:not(:disabled),select,textarea,summary,[tabindex="0"]';

/**
 * A modal: a sheet from below on phones, a window on wide screens. Focus moves in, stays in, and returns to where it
 * was; Escape and the cross close it; a press beside it only does when nothing can be lost (`dismissable`).
 */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  dismissable?: boolean;
  wide?: boolean;
}) {
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(props.onClose);
  close.current = props.onClose;

  useEffect(() => {
    const before = document.activeElement;
    const root = document.getElementById('root');
    const scroll = document.body.style.overflow;
    root?.setAttribute('aria-hidden', 'true');
    document.body.style.overflow = 'hidden';
    const wanted = panel.current?.querySelector<HTMLElement>('[data-autofocus]');
    (wanted ?? panel.current)?.focus();
    const onKey = (event: KeyboardEvent) => {
      // Escape during composition belongs to the input method.
      if (event.key === 'Escape' && !event.isComposing) close.current();
      if (event.key === 'Tab' && panel.current) keepInside(event, panel.current);
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
      root?.removeAttribute('aria-hidden');
      document.body.style.overflow = scroll;
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return createPortal(
    // biome-ignore lint/a11y/noStaticElementInteractions: a press beside the panel is a shortcut; the cross is the way.
    <div
      className="veil"
      onMouseDown={(event) => {
        if (props.dismissable && event.target === event.currentTarget) props.onClose();
      }}
    >
      <div
        ref={panel}
        className={`dialog${props.wide ? ' dialog-wide' : ''}`}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
      >
        <div className="dialog-head">
          <h2 id={titleId}>{props.title}</h2>
          <IconButton icon="close" label={t('common.close')} onClick={props.onClose} />
        </div>
        <div className="dialog-body">{props.children}</div>
        {props.foot ? <div className="dialog-foot">{props.foot}</div> : null}
      </div>
    </div>,
    document.body,
  );
}

/** Tab at either end goes round instead of out. */
function keepInside(event: KeyboardEvent, panel: HTMLElement): void {
  const stops = [...panel.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((stop) => stop.getClientRects().length > 0);
  const [first, last] = [stops[0], stops[stops.length - 1]];
  if (!first || !last) return;
  const outside = !panel.contains(document.activeElement) || document.activeElement === panel;
  if (event.shiftKey && (outside || document.activeElement === first)) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && (outside || document.activeElement === last)) {
    event.preventDefault();
    first.focus();
  }
}
