import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { t } from '../i18n/t.ts';
import { MoreActions } from '../kit/action-bar.tsx';
import { Icon, type IconName } from '../kit/icon.tsx';
import { goTo, Link } from '../kit/link.tsx';
import { inboxQuery } from '../queries.ts';
import { nextItem, type Section } from './inbox-sections.ts';

type Props<A extends string> = {
  itemId: string;
  /** What was done, in a sentence. */
  said: string;
  /** The kind of work it was. */
  section: Section;
  /** What can still be done here. */
  actions: readonly { name: A; label: string; icon: IconName }[];
  onAction: (name: A) => void;
};

/** After one's part is done: the way on. It takes the place, and the focus, of the button that was pressed. */
export function ItemNext<A extends string>({ itemId, said, section, actions, onAction }: Props<A>) {
  const inbox = useQuery(inboxQuery());
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  const { next, count } = inbox.data ? nextItem(inbox.data, itemId, section) : { next: null, count: null };
  return (
    <div className="actions">
      <div className="actions-said actions-done" ref={place} tabIndex={-1}>
        <Icon name="check" size={18} />
        <div>
          <strong>{said}</strong>
          {count === null ? null : (
            <p className="muted small">{next ? t('next.is', { title: next.title, count }) : t('next.none')}</p>
          )}
        </div>
      </div>
      <MoreActions actions={actions} onAction={onAction} />
      <Link href="/" className={`button button-${next ? 'plain' : 'primary'}`}>
        {t('nav.inboxLong')}
      </Link>
      {next ? (
        <Link
          href={`/items/${next.id}`}
          className="button button-primary"
          // In the place of the one that is done: the way back leads to where one came from.
          onClick={(event) => {
            event.preventDefault();
            goTo(`/items/${next.id}`, true);
          }}
        >
          {t('next.open')}
        </Link>
      ) : null}
    </div>
  );
}
