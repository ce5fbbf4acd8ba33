import { type ReactNode, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button, IconButton } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Icon, type IconName } from './icon.tsx';

type Action<A extends string> = { name: A; label: string; icon: IconName };
type Props<A extends string> = {
  /** In the order of their weight: two are buttons, the rest stands under 更多. */
  actions: readonly Action<A>[];
  /** The one this person is expected to take, if there is one: it alone is filled. */
  main: A | null;
  /** Why the main one cannot be taken yet. */
  wait?: ReactNode;
  onAction: (name: A) => void;
};

/** What can be done on a page, at its lower edge where the thumb is. */
export function ActionBar<A extends string>({ actions, main, wait, onAction }: Props<A>) {
  const expected = actions.find(({ name }) => name === main);
  const others = actions.filter((action) => action !== expected);
  const beside = others.slice(0, expected ? 1 : 2);
  if (actions.length === 0) return null;
  return (
    <div className="actions">
      {wait ? <p className="actions-said">{wait}</p> : null}
      <MoreActions actions={others.slice(beside.length)} onAction={onAction} />
      {beside.map((action) => (
        <Button key={action.name} onClick={() => onAction(action.name)}>
          {action.label}
        </Button>
      ))}
      {expected ? (
        <Button tone="primary" disabled={Boolean(wait)} onClick={() => onAction(expected.name)}>
          {expected.label}
        </Button>
      ) : null}
    </div>
  );
}

/** What is seldom wanted, one press further away. */
export function MoreActions<A extends string>({ actions, onAction }: Pick<Props<A>, 'actions' | 'onAction'>) {
  const [open, setOpen] = useState(false);
  if (actions.length === 0) return null;
  return (
    <>
      <IconButton icon="more" label={t('item.more')} onClick={() => setOpen(true)} />
      {open ? (
        <Dialog title={t('item.more')} dismissable onClose={() => setOpen(false)}>
          <div className="menu-list">
            {actions.map((action) => (
              <button
                key={action.name}
                type="button"
                onClick={() => {
                  setOpen(false);
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
    </>
  );
}
