import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

const ICON = { info: 'alert', warn: 'alert', danger: 'alert', ok: 'check' } as const satisfies Record<string, IconName>;

/** A message in place. `live` makes screen readers say it when it appears. */
export function Note(props: { tone?: keyof typeof ICON; live?: boolean; children: ReactNode }) {
  const tone = props.tone ?? 'info';
  return (
    <div className={`note note-${tone}`} role={props.live ? 'alert' : undefined}>
      <Icon name={ICON[tone]} />
      <div>{props.children}</div>
    </div>
  );
}
