const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;

type Line = { text: string; code: boolean };

/** Lines of Markdown, with whether they are in a block of code, and how that is closed where nobody did. */
export function markdownLines(text: string): { lines: Line[]; close: string | null } {
  let open: string | null = null;
  const lines = text.split('\n').map((line): Line => {
    const [, mark = '', rest = ''] = FENCE.exec(line) ?? [];
    if (open === null) {
      // An opening line of backticks has none behind: that would be code within a line.
      const opens = mark !== '' && !(mark.startsWith('`') && rest.includes('`'));
      if (opens) open = mark;
      return { text: line, code: opens };
    }
    if (mark.startsWith(open) && rest.trim() === '') open = null;
    return { text: line, code: true };
  });
  return { lines, close: open };
}
