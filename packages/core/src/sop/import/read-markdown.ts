import { splitFrontMatter } from './front-matter.ts';
import { linkTargets } from './markdown-links.ts';
import type { ImportProblem, ReadDocument } from './model.ts';
import { parseSop } from './sop-markdown.ts';

/** HTML that would run or load something somewhere else. Here Markdown's HTML is shown as text: it is said, not cut. */
const ACTIVE_HTML = /<\s*(?:script|iframe|object|embed|svg|style|link|meta|base|form|math)\b|\son\w+\s*=/i;
const ACTIVE_LINK = /^\s*(?:javascript|vbscript|data|file):/i;

/** Whether a target is one that is never kept. `file:<uuid>` from elsewhere names nobody's file here. */
export const isActiveTarget = (target: string): boolean => ACTIVE_LINK.test(target.replace(/[\p{Cc}\p{Cf}\s]/gu, ''));

/**
 * A Markdown file as a document: front matter, the first heading as the title, and structured when it was exported so.
 */
export function readMarkdown(text: string): ReadDocument {
  const { meta, structured, body } = splitFrontMatter(text.replaceAll('\u0000', ''));
  const begun = body.trimStart();
  const [first = '', rest] = cutOnce(begun, '\n');
  const heading = headingOf(first, 1);
  // A heading that repeats the title is the title; any other stays in the text.
  const isTitle = heading !== undefined && (meta.title === undefined || meta.title.trim() === plainHeading(heading));
  const shown = isTitle ? rest : body;
  const sop = structured ? parseSop(shown) : null;
  const problems: ImportProblem[] = [
    ...(ACTIVE_HTML.test(shown) ? [{ code: 'script_dropped' as const }] : []),
    ...(linkTargets(shown).some(isActiveTarget) ? [{ code: 'link_dropped' as const }] : []),
  ];
  return {
    part: '',
    meta: { ...meta, title: meta.title ?? firstHeading(body) },
    content: sop ?? { format: 'markdown', text: shown },
    problems,
  };
}

/** The first heading of any level, as text. */
function firstHeading(body: string): string | undefined {
  for (const line of body.split('\n')) {
    const heading = /^ {4}/.test(line) ? undefined : headingOf(line.trimStart(), 6);
    if (heading !== undefined) return plainHeading(heading);
  }
  return undefined;
}

/** What a line that begins with one to `most` # says, without the # that may close it; undefined for any other line. */
function headingOf(line: string, most: number): string | undefined {
  const [signs = ''] = /^#+(?= )/.exec(line) ?? [];
  if (signs === '' || signs.length > most) return undefined;
  const said = line.slice(signs.length).trim();
  let end = said.length;
  while (said[end - 1] === '#') end -= 1;
  const words = said.slice(0, end);
  const heading = words.endsWith(' ') ? words.trimEnd() : said;
  return heading === '' ? undefined : heading;
}

function cutOnce(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + at.length)];
}

/** A heading without its emphasis, code and links. */
const plainHeading = (heading: string): string =>
  heading
    .replace(/!?\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/[*_`~]/g, '')
    .trim();
