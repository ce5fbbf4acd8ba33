import { type DigestLine, sentenceOf, sortLines } from '../digest-lines.ts';

/** Why an item is in somebody's digest. `oversee`: it is overdue and was escalated to them. */
export type DigestReason = 'hand_over' | 'accept' | 'confirm' | 'oversee';

export type DigestItem = {
  itemId: string;
  title: string;
  dueOn: string;
  reason: DigestReason;
  leaverId: string;
  leaverName: string;
  /** Names of whom to talk to, for somebody who hears of an item and may not open it. */
  talkTo?: readonly string[];
};

export type Digest = {
  /** `您的离职交接清单还有 3 项未完成，请尽快处理`, in the language of the reader. */
  sentence: string;
  counts: Record<DigestReason, number>;
  overdue: number;
  /** Overdue first, then by due day, then by title. */
  items: DigestItem[];
  /** Everything that is no handover. */
  sections: ReturnType<typeof sortLines>;
};

type Sentences = Record<DigestReason | 'do_for' | 'mixed', (n: number, leaverName: string) => string>;

const SENTENCES: Record<'zh' | 'en', Sentences> = {
  zh: {
    hand_over: (n) => `您的离职交接清单还有 ${n} 项未完成，请尽快处理`,
    do_for: (n, leaver) => `${leaver}的离职交接有 ${n} 项由您办理，请尽快处理`,
    accept: (n, leaver) => `${leaver}移交给您的交接项有 ${n} 项待接收，请尽快处理`,
    confirm: (n, leaver) => `${leaver}的交接项有 ${n} 项待您确认，请尽快处理`,
    oversee: (n, leaver) => `${leaver}的交接项有 ${n} 项已逾期，请协助推进`,
    mixed: (n) => `您有 ${n} 项离职交接待处理，请尽快处理`,
  },
  en: {
    hand_over: (n) => `Your handover list has ${items(n)} left. Please complete it soon.`,
    do_for: (n, leaver) => `${items(n)} of ${leaver}'s handover for you to do. Please complete soon.`,
    accept: (n, leaver) => `${leaver} has handed ${items(n)} over to you. Please accept or return.`,
    confirm: (n, leaver) => `${items(n)} of ${leaver}'s handover to confirm: please have a look.`,
    oversee: (n, leaver) => `${items(n)} of ${leaver}'s handover overdue. Please help to move things on.`,
    mixed: (n) => `You have ${items(n)} of handovers to look after.`,
  },
};
const items = (n: number): string => (n === 1 ? '1 item' : `${n} items`);

/**
 * One person's digest of one day. An item asked of them for two reasons is listed once, for the first.
 * @param today `YYYY-MM-DD` in Asia/Shanghai
 * @param lines what is to be told besides handovers
 * @returns null when there is nothing to say
 */
export function digestFor(
  person: { userId: string; language: 'zh' | 'en' },
  items: readonly DigestItem[],
  today: string,
  lines: readonly DigestLine[] = [],
): Digest | null {
  const once = [...new Map(items.toReversed().map((item) => [item.itemId, item])).values()];
  const sorted = once.toSorted(
    (a, b) => compare(a.dueOn, b.dueOn) || compare(a.title, b.title) || compare(a.itemId, b.itemId),
  );
  const sections = sortLines(lines);
  const first = sorted[0];
  const counts: Record<DigestReason, number> = { hand_over: 0, accept: 0, confirm: 0, oversee: 0 };
  for (const { reason } of sorted) counts[reason] += 1;
  const overdue = sorted.filter(({ dueOn }) => dueOn < today).length;
  const rest = { counts, overdue, items: sorted, sections };
  if (sections.length > 0) return { sentence: sentenceOf(person.language, sorted.length, sections), ...rest };
  if (!first) return null;
  const single = counts[first.reason] === sorted.length && sorted.every(({ leaverId }) => leaverId === first.leaverId);
  const alone = first.reason === 'hand_over' && first.leaverId !== person.userId ? 'do_for' : first.reason;
  return {
    sentence: SENTENCES[person.language][single ? alone : 'mixed'](sorted.length, first.leaverName),
    ...rest,
  };
}

/** What waits for one person in a case, for a text that several read. */
export type Share = { name: string } & Record<Exclude<DigestReason, 'oversee'> | 'overdue', number>;

/**
 * Whether somebody may be told together with others, by a text that says how much waits for whom and names no item:
 * only of one case, only of what they do themselves, and never the leaver, whose digest is about everything that is left.
 */
export const canShareDigest = (userId: string, { counts, sections, items: [first, ...more] }: Digest): boolean =>
  first !== undefined &&
  sections.length === 0 &&
  counts.oversee === 0 &&
  first.leaverId !== userId &&
  more.every(({ leaverId }) => leaverId === first.leaverId);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
