import { isActiveTarget } from '@baton/core';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { escapeMarkdown } from './escape-markdown.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** Nothing of these is kept, not even their text. */
const DROPPED = new Set([
  'script',
  'style',
  'svg',
  'math',
  'iframe',
  'object',
  'embed',
  'template',
  'noscript',
  'head',
]);
const WRAPS: Readonly<Record<string, string>> = { strong: '**', b: '**', em: '*', i: '*', s: '~~', del: '~~' };
const BLOCKS = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'table',
  'pre',
  'blockquote',
  'hr',
  'section',
]);
/** Nobody's text nests so deep; what does was made to exhaust a stack. */
const MAX_DEPTH = 100;

/**
 * HTML as Markdown, by a list of what is kept: headings, paragraphs, lists, tables, emphasis, links, pictures. Text is
 * escaped, so that nothing in it becomes markup, and links that run something lose their target.
 */
export function htmlToMarkdown(html: string): { text: string; droppedLinks: boolean } {
  const state = { droppedLinks: false };
  const text = blocksOf(parseFragment(html).childNodes, state, 0);
  return { text: text.join('\n\n'), droppedLinks: state.droppedLinks };
}

type State = { droppedLinks: boolean };
const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value ?? '';

/** Blocks in order; text that stands between them is a paragraph. */
function blocksOf(nodes: readonly Node[], state: State, depth: number): string[] {
  if (depth > MAX_DEPTH) return [];
  const found: string[] = [];
  let loose: Node[] = [];
  const paragraph = () => {
    const text = startSafely(inlineOf(loose, state, depth).trim());
    if (text !== '') found.push(text);
    loose = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || !BLOCKS.has(node.tagName)) {
      loose.push(node);
      continue;
    }
    paragraph();
    found.push(...blockOf(node, state, depth + 1));
  }
  paragraph();
  return found;
}

function blockOf(element: Element, state: State, depth: number): string[] {
  const { tagName, childNodes } = element;
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  if (level) {
    const text = inlineOf(childNodes, state, depth).replace(/\s+/g, ' ').trim();
    return text === '' ? [] : [`${'#'.repeat(Number(level))} ${text}`];
  }
  if (tagName === 'ul' || tagName === 'ol') return listOf(element, state, depth);
  if (tagName === 'table') return tableOf(element, state, depth);
  if (tagName === 'hr') return ['---'];
  if (tagName === 'pre') return [`~~~~\n${textOf(element).replaceAll('~~~~', '~ ~ ~ ~')}\n~~~~`];
  const inner = blocksOf(childNodes, state, depth);
  if (tagName !== 'blockquote') return inner;
  return [inner.join('\n\n').replace(/^/gm, '> ')];
}

function listOf(element: Element, state: State, depth: number): string[] {
  const items = element.childNodes.filter((node) => isElement(node) && node.tagName === 'li') as Element[];
  const lines = items.map((item, at) => {
    const mark = element.tagName === 'ol' ? `${at + 1}. ` : '- ';
    const text = blocksOf(item.childNodes, state, depth).join('\n\n');
    return mark + text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`);
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function tableOf(element: Element, state: State, depth: number): string[] {
  const rows = rowsOf(element).map((row) =>
    row.childNodes
      .filter((node): node is Element => isElement(node) && ['td', 'th'].includes(node.tagName))
      .flatMap((cell) => {
        const text = blocksOf(cell.childNodes, state, depth)
          .join(' ')
          .replace(/\s+/g, ' ')
          .replaceAll('|', '\\|')
          .trim();
        const span = Math.min(Math.max(Number(attribute(cell, 'colspan')) || 1, 1), 20);
        return [text, ...Array.from({ length: span - 1 }, () => '')];
      }),
  );
  const width = Math.min(Math.max(0, ...rows.map((row) => row.length)), 60);
  if (width === 0) return [];
  const lineOf = (cells: readonly string[]) =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [[lineOf(head), `|${' --- |'.repeat(width)}`, ...body.map(lineOf)].join('\n')];
}

const rowsOf = (element: Element): Element[] =>
  element.childNodes.filter(isElement).flatMap((child) => {
    if (child.tagName === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowsOf(child) : [];
  });

function inlineOf(nodes: readonly Node[], state: State, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  return nodes.map((node) => pieceOf(node, state, depth + 1)).join('');
}

function pieceOf(node: Node, state: State, depth: number): string {
  if ('value' in node) return escapeMarkdown(node.value);
  if (!isElement(node) || DROPPED.has(node.tagName)) return '';
  const { tagName, childNodes } = node;
  if (tagName === 'br') return '  \n';
  if (tagName === 'img')
    return `![${escapeMarkdown(attribute(node, 'alt').replace(/\s+/g, ' '))}](${target(attribute(node, 'src'))})`;
  const inner = inlineOf(childNodes, state, depth);
  const wrap = WRAPS[tagName];
  if (wrap !== undefined)
    return inner.replace(/^(\s*)([\s\S]*?)(\s*)$/, (_, a, b, c) => (b === '' ? a + c : `${a}${wrap}${b}${wrap}${c}`));
  if (tagName !== 'a') return inner;
  const href = attribute(node, 'href').trim();
  // Word marks places with anchors of its own; they lead nowhere here.
  if (href === '' || href.startsWith('#') || inner.trim() === '') return inner;
  if (isActiveTarget(href)) {
    state.droppedLinks = true;
    return inner;
  }
  return `[${inner}](${target(href)})`;
}

const target = (address: string): string =>
  /^[\w\-./:~%#?=&+@]+$/.test(address) ? address : `<${address.replace(/[<>\s]/g, encodeURIComponent)}>`;

/** A paragraph must not begin like a heading, a list or a quote. */
const startSafely = (text: string): string =>
  text
    .replace(/^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+[ \t]*$|-{3,}[ \t]*$)/gm, '$1\\$2')
    .replace(/^([ \t]*\d{1,9})([.)])(?=\s|$)/gm, '$1\\$2');

const textOf = (node: Node): string => {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
};
