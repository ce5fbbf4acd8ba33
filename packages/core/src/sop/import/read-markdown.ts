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
  const [, heading, rest = body] = /^\s*# +(.+?)(?: +#+)?[ \t]*(?:\n|$)([\s\S]*)$/.exec(body) ?? [];
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
  const [, heading] = /^ {0,3}#{1,6} +(.+?)(?: +#+)?[ \t]*$/m.exec(body) ?? [];
  return heading === undefined ? undefined : plainHeading(heading);
}

/** A heading without its emphasis, code and links. */
const plainHeading = (heading: string): string =>
  heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`~]/g, '')
    .trim();
