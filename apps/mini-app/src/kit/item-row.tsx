import type { ItemCard } from '@baton/api/client';
import { t } from '../i18n/t.ts';
import { Icon } from './icon.tsx';
import { Link } from './link.tsx';
import { DueText, ItemStateTag, LevelMark } from './tags.tsx';

type Props = {
  item: ItemCard;
  today: string;
  /** The leaver's name where items of several people stand in one list. */
  from?: boolean;
  /** Who has to act next. */
  waiting?: boolean;
};

/** One item in a list; the whole row is the link. */
export function ItemRow({ item, today, from = false, waiting = false }: Props) {
  const waitingFor = item.waitingFor.map((person) => person.name).join(t('common.listComma'));
  return (
    <li>
      <Link href={`/items/${item.id}`} className="row">
        <div className="row-main">
          <div className="row-title">
            <span>{item.title}</span>
            <ItemStateTag state={item.state} />
          </div>
          <div className="meta">
            <LevelMark level={item.level} />
            <DueText dueOn={item.dueOn} today={today} state={item.state} />
            {from ? <span>{t('inbox.from', { name: item.leaver.name })}</span> : null}
            {waiting && waitingFor ? (
              <span>
                {t('item.waiting')} {waitingFor}
              </span>
            ) : null}
          </div>
          {item.reason && (item.state === 'returned' || item.state === 'blocked') ? (
            <p className="row-reason">{item.reason}</p>
          ) : null}
        </div>
        <Icon name="next" size={18} />
      </Link>
    </li>
  );
}
