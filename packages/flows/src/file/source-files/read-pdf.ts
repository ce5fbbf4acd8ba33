import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const MAX_PAGES = 500;
const MAX_TEXT = 1_000_000;

/**
 * The text of a PDF, page by page. For a process that may die: see office-reader.ts.
 * @returns null for what is broken or behind a password
 */
export async function readPdf(bytes: Uint8Array): Promise<string | null> {
  // pdf.js asks for it while it loads; only drawing would use it.
  (globalThis as { DOMMatrix?: unknown }).DOMMatrix ??= class {};
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const folder = (name: string) => `${join(home, name)}/`;
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: VerbosityLevel.ERRORS,
    // Fonts made in China name their encodings and leave the tables out.
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
  });
  try {
    const pdf = await task.promise;
    let text = '';
    for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES) && text.length < MAX_TEXT; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      text += items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      text += '\n\n';
      page.cleanup();
    }
    return text.slice(0, MAX_TEXT).trim();
  } catch {
    return null;
  } finally {
    await task.destroy();
  }
}
