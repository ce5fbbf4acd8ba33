import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { drawPicture } from './draw-picture.ts';
import type { Pen } from './pen.ts';

type RootContent = ReturnType<typeof fromMarkdown>['children'][number];
type PhrasingContent = Extract<RootContent, { type: 'paragraph' }>['children'][number];
type Table = Extract<RootContent, { type: 'table' }>;
type Pictures = ReadonlyMap<string, Uint8Array>;
type Run = { text: string; strong: boolean; link: string | null };

const SIZE = 10.5;
const HEADINGS = [17, 15, 13, 12, 11, 11];
const INDENT = 18;
/** Nobody's list nests so deep; what does was made to exhaust a stack. */
const MAX_DEPTH = 20;
const LINKED = /^(?:https?:|mailto:)/i;

/** Draws Markdown from where the pen is, page after page. HTML is drawn as the text it is. */
export function drawMarkdown(pen: Pen, markdown: string, pictures: Pictures): void {
  const { children } = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  for (const node of children) drawBlock(pen, node, pictures, 0);
}

function drawBlock(pen: Pen, node: RootContent, pictures: Pictures, depth: number): void {
  const { doc } = pen;
  if (depth > MAX_DEPTH) return;
  const x = doc.page.margins.left + depth * INDENT;
  switch (node.type) {
    case 'heading':
      doc.moveDown(0.4).fontSize(HEADINGS[node.depth - 1] ?? SIZE);
      doc.text(textOf(node), x, doc.y, { ...widthFrom(doc, x), stroke: true, fill: true }).moveDown(0.3);
      return;
    case 'paragraph':
      drawParagraph(pen, node.children, pictures, x, depth === 0 ? 0.5 : 0.2);
      return;
    case 'list':
      for (const [at, item] of node.children.entries()) {
        const mark = node.ordered
          ? `${(node.start ?? 1) + at}.`
          : item.checked == null
            ? '•'
            : item.checked
              ? '[x]'
              : '[ ]';
        const { y } = doc;
        doc.fontSize(SIZE).text(mark, x, y, { lineBreak: false });
        doc.y = y;
        for (const child of item.children) drawBlock(pen, child, pictures, depth + 1);
      }
      if (depth === 0) doc.moveDown(0.3);
      return;
    case 'blockquote':
      for (const child of node.children) drawBlock(pen, child, pictures, depth + 1);
      return;
    case 'table':
      drawTable(pen, node);
      return;
    case 'code':
    case 'html':
      doc.fontSize(9).fillColor('#333').text(node.value, x, doc.y, widthFrom(doc, x)).fillColor('black').moveDown(0.5);
      return;
    case 'thematicBreak':
      doc
        .moveTo(x, doc.y + 4)
        .lineTo(doc.page.width - doc.page.margins.right, doc.y + 4)
        .lineWidth(0.5)
        .stroke('#ccc');
      doc.moveDown(1);
      return;
    default:
      if ('children' in node)
        for (const child of node.children) drawBlock(pen, child as RootContent, pictures, depth + 1);
  }
}

const widthFrom = (doc: PDFKit.PDFDocument, x: number) => ({ width: doc.page.width - doc.page.margins.right - x });

/** Text in runs, and every picture below it. */
function drawParagraph(
  pen: Pen,
  nodes: readonly PhrasingContent[],
  pictures: Pictures,
  x: number,
  below: number,
): void {
  const { doc } = pen;
  const runs = runsOf(nodes).filter(({ text }) => text !== '');
  doc.fontSize(SIZE);
  for (const [at, { text, strong, link }] of runs.entries()) {
    const options = {
      ...widthFrom(doc, x),
      lineGap: 3,
      continued: at < runs.length - 1,
      stroke: strong,
      fill: true,
      link,
      underline: link !== null,
    };
    if (at === 0) doc.text(text, x, doc.y, options);
    else doc.text(text, options);
  }
  if (runs.length > 0) doc.moveDown(below);
  for (const { url, alt } of picturesOf(nodes)) drawPicture(pen, pictures.get(url), alt, x);
}

function runsOf(nodes: readonly PhrasingContent[], strong = false, link: string | null = null): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (node.type === 'break') return [{ text: '\n', strong, link }];
    if (node.type === 'image') return [];
    if (node.type === 'strong') return runsOf(node.children, true, link);
    if (node.type === 'link') return runsOf(node.children, strong, LINKED.test(node.url) ? node.url : link);
    if ('children' in node) return runsOf(node.children, strong, link);
    return 'value' in node ? [{ text: node.value, strong, link }] : [];
  });
}

function picturesOf(nodes: readonly PhrasingContent[]): { url: string; alt: string }[] {
  return nodes.flatMap((node) => {
    if (node.type === 'image') return [{ url: node.url, alt: node.alt ?? '' }];
    return 'children' in node ? picturesOf(node.children) : [];
  });
}

function drawTable({ doc }: Pen, table: Table): void {
  const data = table.children.map((row) => row.children.map(textOf));
  const width = Math.max(0, ...data.map((row) => row.length));
  if (width === 0) return;
  doc.x = doc.page.margins.left;
  doc.fontSize(9.5);
  doc.table({
    defaultStyle: { border: 0.5, borderColor: '#bbb', padding: 4 },
    rowStyles: (row) => (row === 0 ? { backgroundColor: '#f2f4f7' } : {}),
    data: data.map((row) => Array.from({ length: width }, (_, at) => row[at] || ' ')),
  });
  doc.x = doc.page.margins.left;
  doc.moveDown(0.8).lineWidth(0.35);
}

const textOf = (node: RootContent): string => {
  if (node.type === 'break') return ' ';
  if ('value' in node) return node.value;
  if (node.type === 'image') return node.alt ?? '';
  return 'children' in node ? node.children.map((child) => textOf(child as RootContent)).join('') : '';
};
