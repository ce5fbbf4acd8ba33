/** What a daily digest may tell of besides handovers, in the order in which it does. */
export const DIGEST_SECTIONS = [
  'review', // documents to verify
  'review_late', // somebody else has not verified theirs: its owner, and who leads the verifier
  'approve', // drafts to approve
  'answer', // questions to answer
  'answer_late', // somebody they lead has not answered in time
  'answered', // one's own questions that have an answer
  'wanted', // documents that colleagues looked for and nobody has written
  'written', // what one looked for has been written, or will not be
  'read', // what the reading path has for today
] as const;
export type DigestSection = (typeof DIGEST_SECTIONS)[number];
export type DigestLanguage = 'zh' | 'en';

/** One line for one person. */
export type DigestLine = {
  section: DigestSection;
  /** Names the fact and the occasion, e.g. `review:<id>:2026-03-02/7`: told to a person once, for ever. */
  key: string;
  title: string;
  /** Behind the title, in brackets: since when, why. */
  note: Readonly<Record<DigestLanguage, string>>;
  /** Page of the mini-app on which it is done. */
  path: string;
  /** Day that puts it in order, oldest first. */
  on: string;
};

type Words = Readonly<{ alone: (n: number) => string; part: (n: number) => string }>;
const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;

const WORDS: Readonly<Record<DigestLanguage, Readonly<Record<DigestSection, Words>>>> = {
  zh: {
    review: { alone: (n) => `您有 ${n} 篇岗位文档待复核，请尽快处理`, part: (n) => `${n} 篇岗位文档待复核` },
    review_late: { alone: (n) => `有 ${n} 篇岗位文档逾期未复核，请协助推进`, part: (n) => `${n} 篇岗位文档逾期未复核` },
    approve: { alone: (n) => `您有 ${n} 篇岗位文档待审核，请尽快处理`, part: (n) => `${n} 篇岗位文档待审核` },
    answer: { alone: (n) => `您有 ${n} 个提问待回答，请尽快处理`, part: (n) => `${n} 个提问待回答` },
    answer_late: { alone: (n) => `有 ${n} 个提问逾期未回答，请协助推进`, part: (n) => `${n} 个提问逾期未回答` },
    answered: { alone: (n) => `您的 ${n} 个提问已有回答`, part: (n) => `${n} 个提问已有回答` },
    wanted: { alone: (n) => `有 ${n} 篇文档同事在找，还没有人写过，请安排编写`, part: (n) => `${n} 篇同事在找的文档` },
    written: { alone: (n) => `您找过的 ${n} 篇文档有结果了`, part: (n) => `${n} 篇您找过的文档有结果` },
    read: { alone: (n) => `您的阅读路径有 ${n} 项到期，请安排时间完成`, part: (n) => `${n} 项阅读内容` },
  },
  en: {
    review: {
      alone: (n) => `You have ${many(n, 'document')} to verify. Please do it soon.`,
      part: (n) => `${many(n, 'document')} to verify`,
    },
    review_late: {
      alone: (n) => `${many(n, 'document')} not verified in time. Please help to move things on.`,
      part: (n) => `${many(n, 'document')} not verified in time`,
    },
    approve: {
      alone: (n) => `You have ${many(n, 'document')} to approve. Please do it soon.`,
      part: (n) => `${many(n, 'document')} to approve`,
    },
    answer: {
      alone: (n) => `You have ${many(n, 'question')} to answer. Please do it soon.`,
      part: (n) => `${many(n, 'question')} to answer`,
    },
    answer_late: {
      alone: (n) => `${many(n, 'question')} not answered in time. Please help to move things on.`,
      part: (n) => `${many(n, 'question')} not answered in time`,
    },
    answered: {
      alone: (n) => (n === 1 ? 'Your question has an answer.' : `${n} of your questions have an answer.`),
      part: (n) => `${many(n, 'answer')} to your questions`,
    },
    wanted: {
      alone: (n) => `Colleagues looked for ${many(n, 'document')} that nobody has written. Please see to it.`,
      part: (n) => `${many(n, 'document')} that colleagues looked for`,
    },
    written: {
      alone: (n) => `There is news of ${many(n, 'document')} that you looked for.`,
      part: (n) => `news of ${many(n, 'document')} you looked for`,
    },
    read: {
      alone: (n) => `Your reading path has ${many(n, 'step')} for you. Please make time for it.`,
      part: (n) => `${many(n, 'step')} of your reading path`,
    },
  },
};

const HANDOVERS: Readonly<Record<DigestLanguage, (n: number) => string>> = {
  zh: (n) => `${n} 项离职交接待处理`,
  en: (n) => `${many(n, 'item')} of handovers`,
};
const ALL: Readonly<Record<DigestLanguage, (parts: readonly string[]) => string>> = {
  zh: (parts) => `您有 ${parts.join('、')}，请查看`,
  en: (parts) => `You have ${parts.join(', ')}.`,
};

/** Lines by section, sections in their order, lines by day and then by title; nothing said twice. */
export function sortLines(lines: readonly DigestLine[]): { section: DigestSection; lines: DigestLine[] }[] {
  const once = [...new Map(lines.toReversed().map((line) => [line.key, line])).values()];
  const order = ({ on, title, key }: DigestLine) => `${on}\n${title}\n${key}`;
  return DIGEST_SECTIONS.flatMap((section) => {
    const own = once.filter((line) => line.section === section);
    own.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    return own.length > 0 ? [{ section, lines: own }] : [];
  });
}

/**
 * The sentence of a digest that tells of more than handovers.
 * @param handovers how many items of handovers it tells of besides
 * @param groups not empty
 */
export function sentenceOf(
  language: DigestLanguage,
  handovers: number,
  groups: readonly { section: DigestSection; lines: readonly DigestLine[] }[],
): string {
  const [only, ...more] = groups;
  if (only && more.length === 0 && handovers === 0) return WORDS[language][only.section].alone(only.lines.length);
  const parts = groups.map(({ section, lines }) => WORDS[language][section].part(lines.length));
  return ALL[language](handovers > 0 ? [HANDOVERS[language](handovers), ...parts] : parts);
}
