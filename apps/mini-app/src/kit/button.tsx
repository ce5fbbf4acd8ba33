import type { ComponentProps, ReactNode } from 'react';
import { t } from '../i18n/t.ts';
import { Icon, type IconName } from './icon.tsx';

type Tone = 'primary' | 'plain' | 'danger' | 'quiet';
type Props = Omit<ComponentProps<'button'>, 'className'> & {
  tone?: Tone;
  small?: boolean;
  icon?: IconName;
  /** Work is under way: presses do nothing, focus stays. */
  busy?: boolean;
  children: ReactNode;
};

export function Button({ tone = 'plain', small = false, icon, busy = false, children, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      className={`button button-${tone}${small ? ' button-small' : ''}`}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon ? <Icon name={icon} size={18} /> : null}
      {children}
      {busy ? <span className="hidden">{t('common.working')}</span> : null}
    </button>
  );
}

export function IconButton({
  icon,
  label,
  ...rest
}: Omit<ComponentProps<'button'>, 'className' | 'children'> & { icon: IconName; label: string }) {
  return (
    <button type="button" {...rest} className="icon-button" aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
