import type { ItemView } from '@baton/api/client';
import { t } from '../i18n/t.ts';
import { Note } from '../kit/note.tsx';
import { DueText, ItemStateTag, LevelMark } from '../kit/tags.tsx';
import { sayDay, today } from '../say-days.ts';
import { currentMe } from '../session.ts';

/** What the item is, how it stands, and what "done" means. */
export function ItemHead({ item }: { item: ItemView }) {
  const me = currentMe()?.userId;
  const mine = item.waitingFor.some((person) => person.userId === me);
  const names = item.waitingFor.map((person) => person.name).join(t('common.listComma'));
  return (
    <section className="card card-pad">
      <h2 className="item-title">{item.title}</h2>
      <div className="item-tags muted">
        <ItemStateTag state={item.state} />
        <LevelMark level={item.level} />
        <DueText dueOn={item.dueOn} today={today()} state={item.state} />
        {item.hours > 0 ? <span>{t('item.hours', { hours: item.hours })}</span> : null}
        {mine ? (
          <strong className="tag tag-brand">{t('item.waitingYou')}</strong>
        ) : names ? (
          <span>
            {t('item.waiting')} {names}
          </span>
        ) : null}
      </div>
      <div className="standard">
        <h2>{t('item.standard')}</h2>
        <p>{item.standard}</p>
      </div>
      <div className="stack notes">
        {item.state === 'returned' || item.state === 'blocked' ? (
          <Note tone="danger">
            <strong>{t(`itemState.${item.state}`)}</strong>
            <p>{item.reason}</p>
          </Note>
        ) : null}
        {item.waiver ? (
          <Note tone="warn">
            <strong>{t('item.waiver')}</strong>
            <p>{`${t('item.waiverWhy')}${t('common.colon')}${item.waiver.why}`}</p>
            <p>{`${t('item.waiverRisk')}${t('common.colon')}${item.waiver.risk}`}</p>
            <p className="muted small">
              {item.waiver.by.name}
              {item.waiver.followUpOn ? ` · ${t('item.waiverFollow')} ${sayDay(item.waiver.followUpOn)}` : ''}
            </p>
          </Note>
        ) : null}
        {item.toBeReaccepted ? <Note>{t('item.reaccept')}</Note> : null}
        {item.acceptor === null && item.abilities.includes('save') ? (
          <Note tone="warn">{t('item.noAcceptor')}</Note>
        ) : null}
        {item.gate === 'archive' ? <Note>{t('item.archiveGate')}</Note> : null}
      </div>
    </section>
  );
}
