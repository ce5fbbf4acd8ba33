import type { Digest, DigestLine, DigestSection } from '@baton/core';
import { shown } from './markdown.ts';

type Words = {
  heading: (section: DigestSection) => string;
  line: (line: DigestLine) => string;
  more: (n: number) => string;
};

/** The lists of a digest, handovers first. Where there is one list only, the sentence above it says what it is. */
export function groupsOf(
  sections: Digest['sections'],
  handovers: { heading: string; lines: readonly string[] },
  { heading, line, more }: Words,
): string[] {
  const lists = [
    handovers,
    ...sections.map(({ section, lines }) => ({ heading: heading(section), lines: lines.map(line) })),
  ].filter(({ lines }) => lines.length > 0);
  return lists.flatMap((list) => (lists.length > 1 ? [`**${list.heading}**`] : []).concat(shown(list.lines, more)));
}
