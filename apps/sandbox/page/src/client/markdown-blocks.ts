/** The Markdown that robots may send (headings, quotes, bold, italics, links, pictures, two kinds of lists), parsed. */
export type Block =
  | { kind: 'p' | 'quote'; text: string }
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: string[] }
  | { kind: 'rule' };

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'strong' | 'em' | 'code'; inside: Inline[] }
  | { kind: 'link' | 'image'; text: string; url: string };

const HEADING = /^(#{1,6})\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;
const BULLET = /^\s*[-*+]\s+(.*)$/;
const NUMBER = /^\s*(\d+)[.、]\s+(.*)$/;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;

/** Splits a message into blocks. A single line break is kept as one, as the phone clients show it. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false; // whether the next line may continue the block before it
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const last = blocks.at(-1);
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const next = blockOf(line);
    if (open && last && next.kind === last.kind && 'text' in last && 'text' in next && last.kind !== 'heading')
      last.text += `\n${next.text}`;
    else if (open && last?.kind === 'list' && next.kind === 'list' && last.ordered === next.ordered)
      last.items.push(...next.items);
    else blocks.push(next);
    open = true;
  }
  return blocks;
}

function blockOf(line: string): Block {
  const heading = HEADING.exec(line);
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  if (RULE.test(line)) return { kind: 'rule' };
  const quote = QUOTE.exec(line);
  if (quote) return { kind: 'quote', text: quote[1] ?? '' };
  const bullet = BULLET.exec(line);
  if (bullet) return { kind: 'list', ordered: false, start: 1, items: [bullet[1] ?? ''] };
  const number = NUMBER.exec(line);
  if (number) return { kind: 'list', ordered: true, start: Number(number[1]), items: [number[2] ?? ''] };
  return { kind: 'p', text: line.trim() };
}

const INLINE =
  /(?<image>!\[(?<alt>[^\]]*)\]\((?<src>https?:\/\/[^\s)]+)\))|(?<link>\[(?<label>[^\]]+)\]\((?<url>[^\s)]+)\))|\*\*(?<strong>.+?)\*\*|`(?<code>[^`]+)`|(?<!\*)\*(?<em>[^*\n]+)\*|<font[^>]*>(?<font>.*?)<\/font>|(?<br>\n|<br\s*\/?>)/gs;

/** Reads one block's inside. `**注意：**请` is bold here as in the client, whatever CommonMark's flanking rule says. */
export function inlinesOf(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    parts.push(...inlineOf(match.groups ?? {}));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

function inlineOf(found: { [name: string]: string | undefined }): Inline[] {
  if (found.image) return [{ kind: 'image', text: found.alt ?? '', url: found.src ?? '' }];
  if (found.link) return [{ kind: 'link', text: found.label ?? '', url: found.url ?? '' }];
  if (found.strong) return [{ kind: 'strong', inside: inlinesOf(found.strong) }];
  if (found.em) return [{ kind: 'em', inside: inlinesOf(found.em) }];
  if (found.code) return [{ kind: 'code', inside: [{ kind: 'text', text: found.code }] }];
  if (found.font) return inlinesOf(found.font);
  return [{ kind: 'break' }];
}
