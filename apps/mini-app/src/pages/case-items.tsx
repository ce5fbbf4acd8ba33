import type { HandoverView, ItemCard } from '@baton/api/client';
import type { ItemState } from '@baton/core';
import { useState } from 'react';
import { type TextKey, t } from '../i18n/t.ts';
import { ItemRow } from '../kit/item-row.tsx';
import { Segments } from '../kit/segments.tsx';
import { byUrgency } from './inbox-sections.ts';

/** What needs somebody first, what is finished last. */
const ORDER: readonly ItemState[] = [
  'returned',
  'blocked',
  'awaiting_confirmation',
  'awaiting_acceptance',
  'doing',
  'todo',
  'supplementary',
  'done',
  'waived',
];
type Group = { key: string; title: string; items: ItemCard[] };

const byState = (items: readonly ItemCard[]): Group[] =>
  ORDER.map((state) => ({
    key: state,
    title: t(`itemState.${state}`),
    items: items.filter((item) => item.state === state),
  })).filter((group) => group.items.length > 0);

function byPerson(items: readonly ItemCard[]): Group[] {
  const groups = new Map<string, Group>();
  for (const item of items) {
    const first = item.waitingFor[0];
    const key = first?.userId ?? '';
    const group = groups.get(key) ?? { key, title: first?.name ?? t('handover.nobody'), items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()].sort(
    (a, b) => Number(a.key === '') - Number(b.key === '') || b.items.length - a.items.length,
  );
}

/** A case that never started has no items; one that did may have none for the person asking. */
function whyNone({ state, launchedAt }: HandoverView): TextKey {
  if (launchedAt !== null) return 'handover.itemsHidden';
  return state === 'withdrawn' ? 'handover.itemsNever' : 'handover.itemsNone';
}

const GROUPS = { state: byState, person: byPerson } as const;

/** All items of a case, grouped by how far they are or by whom they wait for. */
export function CaseItems({ handover, today }: { handover: HandoverView; today: string }) {
  const [by, setBy] = useState<keyof typeof GROUPS>('state');
  const groups = GROUPS[by]([...handover.items].sort(byUrgency));
  return (
    <section aria-labelledby="items">
      <h2 className="section-title" id="items">
        {t('handover.items')}
        <span className="count">{handover.items.length}</span>
      </h2>
      {groups.length === 0 ? (
        <p className="card card-pad muted">{t(whyNone(handover))}</p>
      ) : (
        <>
          <Segments
            label={t('handover.groupBy')}
            value={by}
            onValue={setBy}
            options={[
              { value: 'state', label: t('handover.byState') },
              { value: 'person', label: t('handover.byPerson') },
            ]}
          />
          <div className="card grouped">
            {groups.map((group) => (
              <section key={group.key} aria-label={group.title}>
                <h3 className="group-title">
                  {group.title} <span className="numeric">{group.items.length}</span>
                </h3>
                <ul className="rows">
                  {group.items.map((item) => (
                    <ItemRow key={item.id} item={item} today={today} waiting={by === 'state'} />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
