import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button, IconButton } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Icon, type IconName } from './icon.tsx';

type Action<A extends string> = { name: A; label: string; icon: IconName };
type Props<A extends string> = {
  /** Most important first: the first is the button, the second stands beside it, the rest under 更多. */
  actions: readonly Action<A>[];
  onAction: (name: A) => void;
};

/** What can be done on a page, at its lower edge where the thumb is. */
export function ActionBar<A extends string>({ actions, onAction }: Props<A>) {
  const [more, setMore] = useState(false);
  const [first, second, ...rest] = actions;
  if (!first) return null;
  return (
    <div className="actions">
      {rest.length > 0 ? <IconButton icon="more" label={t('item.more')} onClick={() => setMore(true)} /> : null}
      {second ? <Button onClick={() => onAction(second.name)}>{second.label}</Button> : null}
      <Button tone="primary" onClick={() => onAction(first.name)}>
        {first.label}
      </Button>
      {more ? (
        <Dialog title={t('item.more')} dismissable onClose={() => setMore(false)}>
          <div className="menu-list">
            {rest.map((action) => (
              <button
                key={action.name}
                type="button"
                onClick={() => {
                  setMore(false);
                  onAction(action.name);
                }}
              >
                <Icon name={action.icon} />
                {action.label}
              </button>
            ))}
          </div>
        </Dialog>
      ) : null}
    </div>
  );
}
