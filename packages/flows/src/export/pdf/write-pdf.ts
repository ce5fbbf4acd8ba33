import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import PDFDocument from 'pdfkit';
import subsetFont from 'subset-font';
import { drawMarkdown } from './draw-markdown.ts';
import type { Pen } from './pen.ts';

/** What is printed: documents as Markdown, with the pictures their texts name. */
export type Print = {
  title: string;
  /** A line under the title: who printed it and when. */
  about: string;
  words: { contents: string; noPicture: string };
  documents: readonly {
    title: string;
    /** Position, owner, version … one line. */
    facts: string;
    markdown: string;
    pictures: ReadonlyMap<string, Uint8Array>;
  }[];
};

const FONT = new URL('../../../assets/noto-sans-sc.woff2', import.meta.url);
const MARGIN = 56;
const PER_CONTENTS_PAGE = 34;
const GREY = '#5b6472';

/**
 * Documents as one PDF in A4: a title page, contents, and each document from a page of its own; page numbers below.
 * Only the characters that are used are embedded. For a process that may die: see pdf-writer.ts.
 */
export async function writePdf(print: Print): Promise<Buffer> {
  const font = await subsetFont(await readFile(FONT), charactersOf(print), { targetFormat: 'truetype' });
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    font: null as unknown as string,
    info: { Title: print.title, Producer: 'Baton', Creator: 'Baton' },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(doc, 'end');
  doc.registerFont('text', font);
  // There is one weight; what is strong is drawn with a thin line around it.
  doc.font('text').lineWidth(0.35);
  const pen: Pen = { doc, noPicture: print.words.noPicture };

  doc.y = 260;
  doc.fontSize(28).text(print.title, { align: 'center', stroke: true, fill: true });
  doc.moveDown(1).fontSize(11).fillColor(GREY).text(print.about, { align: 'center' }).fillColor('black');
  const contentsPages = Math.max(1, Math.ceil(print.documents.length / PER_CONTENTS_PAGE));
  for (let page = 0; page < contentsPages; page += 1) doc.addPage();
  const pages: number[] = [];
  for (const { title, facts, markdown, pictures } of print.documents) {
    doc.addPage().lineWidth(0.35);
    pages.push(doc.bufferedPageRange().count);
    doc.outline.addItem(title);
    doc.fontSize(20).text(title, { stroke: true, fill: true });
    doc.moveDown(0.3).fontSize(9).fillColor(GREY).text(facts).fillColor('black').moveDown(1);
    drawMarkdown(pen, markdown, pictures);
  }
  drawContents(doc, print, pages);
  drawPageNumbers(doc);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Where each document begins, once that is known. */
function drawContents(doc: PDFKit.PDFDocument, print: Print, pages: readonly number[]): void {
  const width = doc.page.width - 2 * MARGIN;
  for (const [at, { title }] of print.documents.entries()) {
    const line = at % PER_CONTENTS_PAGE;
    if (line === 0) {
      doc.switchToPage(1 + at / PER_CONTENTS_PAGE);
      doc.lineWidth(0.35).fontSize(18).text(print.words.contents, MARGIN, MARGIN, { stroke: true, fill: true });
    }
    const y = MARGIN + 40 + line * 19;
    const shown = { lineBreak: false, ellipsis: true, height: 16 };
    doc.fontSize(11).text(title, MARGIN, y, { ...shown, width: width - 50 });
    doc.text(String(pages[at]), MARGIN + width - 40, y, { ...shown, width: 40, align: 'right' });
  }
}

function drawPageNumbers(doc: PDFKit.PDFDocument): void {
  const { count } = doc.bufferedPageRange();
  for (let page = 1; page < count; page += 1) {
    doc.switchToPage(page);
    // Below the margin pdfkit would begin a new page.
    doc.page.margins.bottom = 0;
    const options = { width: doc.page.width - 2 * MARGIN, align: 'center' as const, lineBreak: false };
    doc
      .fontSize(9)
      .fillColor(GREY)
      .text(`${page + 1} / ${count}`, MARGIN, doc.page.height - 36, options);
    doc.fillColor('black');
  }
}

const charactersOf = ({ title, about, words, documents }: Print): string => {
  const texts = documents.flatMap((document) => [document.title, document.facts, document.markdown]);
  const all = new Set([title, about, ...Object.values(words), ...texts, ' 0123456789/•–—…□'].join(''));
  return [...all].join('');
};
