import type { ItemCard } from '@baton/api/client';
import { describe, expect, it } from 'vitest';
import { byUrgency, nextItem, sectionsOf } from './inbox-sections.ts';

const person = (userId: string) => ({ userId, name: userId, title: '', department: '' });
const card = (id: string, about: Partial<ItemCard> & { of?: string } = {}): ItemCard => {
  const { of = 'zhang', ...rest } = about;
  return {
    ...{ id, handoverId: 'case', key: id, title: id, level: 'must', state: 'todo', dueOn: '2026-03-10' },
    ...{ overdue: false, evidence: [], leaver: person(of), waitingFor: [], reason: '', hours: 1 },
    ...rest,
  } as ItemCard;
};
const inbox = (me: string, about: Partial<Record<'toHandOver' | 'toAccept' | 'toConfirm', ItemCard[]>>) => ({
  ...{ me: { userId: me }, toHandOver: [], toAccept: [], toConfirm: [] },
  ...about,
});
const ids = (items: readonly ItemCard[]) => items.map(({ id }) => id);

describe('sectionsOf', () => {
  it('only the leaver hands over; what somebody does for another’s handover is theirs to do', () => {
    const given = inbox('chen', {
      toHandOver: [card('own', { of: 'chen' }), card('later', { dueOn: '2026-03-12' }), card('sooner')],
    });
    const { toHandOver, toDo } = sectionsOf(given);
    expect([ids(toHandOver), ids(toDo)]).toEqual([['own'], ['sooner', 'later']]);
  });

  it('shows what is due soonest first; on one day what the release needs', () => {
    const toAccept = [card('may', { level: 'may' }), card('late', { dueOn: '2026-03-11' }), card('must')];
    expect(ids(sectionsOf(inbox('li', { toAccept })).toAccept)).toEqual(['must', 'may', 'late']);
  });
});

describe('byUrgency', () => {
  it('puts overdue before everything, then ★ ● ○, then the day; equals keep their order', () => {
    const items = [
      card('may', { level: 'may', dueOn: '2026-03-01' }),
      card('must-b', { dueOn: '2026-03-20' }),
      card('must-a', { dueOn: '2026-03-11' }),
      card('must-a2', { dueOn: '2026-03-11' }),
      card('late-should', { level: 'should', overdue: true }),
      card('late-must', { overdue: true }),
    ];
    expect(ids([...items].sort(byUrgency))).toEqual(['late-must', 'late-should', 'must-a', 'must-a2', 'must-b', 'may']);
  });
});

describe('nextItem', () => {
  const waiting = inbox('li', {
    toHandOver: [card('do')],
    toAccept: [card('stuck', { state: 'blocked', dueOn: '2026-03-01' }), card('a'), card('b', { dueOn: '2026-03-09' })],
    toConfirm: [card('c', { dueOn: '2026-03-02' })],
  });

  it('goes on with the same kind of work, without the item just done and what is stuck', () => {
    expect(nextItem(waiting, 'b', 'toAccept')).toMatchObject({ next: { id: 'a' }, count: 4 });
    expect(nextItem(waiting, 'c', 'toConfirm')).toMatchObject({ next: { id: 'do' }, count: 4 });
  });

  it('ends where nothing waits; what is stuck is better than nothing', () => {
    expect(nextItem(inbox('li', { toAccept: [card('a')] }), 'a', 'toAccept')).toEqual({ next: null, count: 0 });
    const stuck = inbox('li', { toHandOver: [card('s', { state: 'blocked' })] });
    expect(nextItem(stuck, 'a', 'toAccept').next?.id).toBe('s');
  });
});
