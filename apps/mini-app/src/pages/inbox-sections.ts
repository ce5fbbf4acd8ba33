import type { InboxReply, ItemCard } from '@baton/api/client';

/** What waits for somebody, by the part they play: their own handover, somebody else's that they do, accept, confirm. */
export const SECTIONS = ['toHandOver', 'toDo', 'toAccept', 'toConfirm'] as const;
export type Section = (typeof SECTIONS)[number];
type Waiting = Pick<InboxReply, 'toAccept' | 'toConfirm' | 'toHandOver'> & { me: { userId: string } };

const LEVEL_ORDER = { must: 0, should: 1, may: 2 } as const;
const isStuck = (item: ItemCard): number => Number(item.state === 'blocked');

/** Soonest first; on the same day what the release needs comes first. */
const bySoonest = (a: ItemCard, b: ItemCard): number =>
  a.dueOn.localeCompare(b.dueOn) || LEVEL_ORDER[a.level] - LEVEL_ORDER[b.level];

/** What is overdue, then what the release needs, then the soonest; equal ones stay in their order. */
export const byUrgency = (a: ItemCard, b: ItemCard): number =>
  Number(b.overdue) - Number(a.overdue) || LEVEL_ORDER[a.level] - LEVEL_ORDER[b.level] || bySoonest(a, b);

/** The inbox part by part, soonest first. Only the leaver hands over; what others do for a handover, they do. */
export function sectionsOf(inbox: Waiting): Record<Section, ItemCard[]> {
  const { toHandOver, toAccept, toConfirm, me } = inbox;
  const own = (item: ItemCard) => item.leaver.userId === me.userId;
  return {
    toHandOver: toHandOver.filter(own).sort(bySoonest),
    toDo: toHandOver.filter((item) => !own(item)).sort(bySoonest),
    toAccept: [...toAccept].sort(bySoonest),
    toConfirm: [...toConfirm].sort(bySoonest),
  };
}

/**
 * Where somebody goes on after `doneId`: the same kind of work first, what is stuck last.
 * @returns the next item, null when nothing waits any more, and how many wait
 */
export function nextItem(inbox: Waiting, doneId: string, first: Section): { next: ItemCard | null; count: number } {
  const sections = sectionsOf(inbox);
  const order = [first, ...SECTIONS.filter((section) => section !== first)];
  const waiting = order.flatMap((section) => sections[section]).filter((item) => item.id !== doneId);
  const [next = null] = [...waiting].sort((a, b) => isStuck(a) - isStuck(b));
  return { next, count: waiting.length };
}
