import { type ImportProblem, type ReadDocument, readMarkdown, readSheet, type Sheet, stemOf } from '@baton/core';
import * as XLSX from '@e965/xlsx';
import mammoth from 'mammoth';
import { decodeText } from './decode-text.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { openZip, ZipRefusal } from './open-zip.ts';
import { readPdf } from './read-pdf.ts';

/** `…-text`: nothing but what it says, for search. */
export type OfficeType = 'word' | 'sheet' | 'csv' | 'pdf-text' | 'word-text' | 'sheet-text';
type OfficePicture = { ref: string; bytes: Uint8Array };
/** Documents of one file and the pictures their texts name by `ref`; or why there are none. */
export type OfficeRead =
  | { documents: ReadDocument[]; pictures: OfficePicture[] }
  | { text: string }
  | { problem: ImportProblem };

const MB = 1024 * 1024;
/** What an office file may inflate to; both formats are zips of XML. */
const MAX_PARTS = 2000;
const MAX_PART_BYTES = 50 * MB;
const MAX_INFLATED = 150 * MB;
const MAX_PICTURES = 200;
const MAX_ROWS = 5000;
const MAX_COLUMNS = 60;
/** The older container: an old format, or a new one behind a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Reads an office file that may be anything: call it in a process that may die (see office-reader.ts).
 * @param path names it; only its last part without extension is used, as a title
 */
export async function readOffice(type: OfficeType, path: string, bytes: Uint8Array): Promise<OfficeRead> {
  if (bytes.length === 0) return { problem: { code: 'empty' } };
  if (type === 'csv') return readCsv(path, bytes);
  if (type === 'pdf-text') return textOr('broken', await readPdf(bytes));
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (COMPOUND.every((byte, at) => file[at] === byte)) {
    return { problem: { code: file.includes('EncryptedPackage', 0, 'utf16le') ? 'encrypted' : 'old_format' } };
  }
  const refused = await refuseContainer(file);
  if (refused) return { problem: refused };
  try {
    if (type === 'word-text') return textOr('broken', (await mammoth.extractRawText({ buffer: file })).value);
    if (type === 'sheet-text') return textOr('broken', textOfBook(file));
    return type === 'word' ? await readWord(path, file) : readBook(path, file);
  } catch {
    return { problem: { code: 'broken' } };
  }
}

/** Opens every part once, counting: what lies about its size or holds macros never reaches a parser. */
async function refuseContainer(file: Buffer): Promise<ImportProblem | null> {
  try {
    const zip = await openZip(file, { entries: MAX_PARTS, entryBytes: MAX_PART_BYTES });
    if (zip.entries.some(({ name }) => /vbaproject\.bin$|(?:^|\/)activex\//i.test(name))) return { code: 'macros' };
    if (zip.entries.some(({ isEncrypted }) => isEncrypted)) return { code: 'encrypted' };
    const total = zip.entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (total > MAX_INFLATED) return { code: 'inflates_too_much' };
    for (const entry of zip.entries) if (!entry.isFolder) await entry.read();
    return null;
  } catch (error) {
    const code = error instanceof ZipRefusal ? error.code : 'broken';
    return { code: code === 'broken' ? 'broken' : 'inflates_too_much' };
  }
}

const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='标题'] => h1:fresh",
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='标题 ${level}'] => h${level}:fresh`),
];

async function readWord(path: string, file: Buffer): Promise<OfficeRead> {
  const pictures: OfficePicture[] = [];
  const convertImage = mammoth.images.imgElement(async (image) => {
    const ref = `import:${pictures.length}`;
    if (pictures.length < MAX_PICTURES) pictures.push({ ref, bytes: new Uint8Array(await image.readAsArrayBuffer()) });
    return { src: ref };
  });
  const { value: html } = await mammoth.convertToHtml({ buffer: file }, { styleMap: STYLES, convertImage });
  const { text, droppedLinks } = htmlToMarkdown(html);
  const read = readMarkdown(text);
  if (read.content.format === 'markdown' && read.content.text.trim() === '') return { problem: { code: 'empty' } };
  const problems: ImportProblem[] = droppedLinks ? [{ code: 'link_dropped' }] : [];
  const meta = { ...read.meta, title: read.meta.title ?? stemOf(path) };
  return { documents: [{ ...read, meta, problems }], pictures };
}

const MAX_TEXT = 1_000_000;
const textOr = (code: ImportProblem['code'], text: string | null): OfficeRead =>
  text === null ? { problem: { code } } : { text: text.slice(0, MAX_TEXT) };

const textOfBook = (file: Buffer): string =>
  sheetsOf(file)
    .map(({ name, rows }) => [name, ...rows.map((row) => row.filter((cell) => cell !== '').join(' '))].join('\n'))
    .join('\n\n');

const readBook = (path: string, file: Buffer): OfficeRead => readSheets(path, sheetsOf(file));

function sheetsOf(file: Buffer): Sheet[] {
  const book = XLSX.read(file, { type: 'buffer', cellFormula: false, cellHTML: false, sheetRows: MAX_ROWS + 1 });
  return book.SheetNames.flatMap((name, at) => {
    const isHidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) > 0;
    const sheet = book.Sheets[name];
    return sheet && !isHidden ? [toSheet(name, sheet)] : [];
  });
}

function readCsv(path: string, bytes: Uint8Array): OfficeRead {
  const text = decodeText(bytes);
  if (text === null) return { problem: { code: 'broken' } };
  const book = XLSX.read(text, { type: 'string', raw: true, sheetRows: MAX_ROWS + 1 });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  return sheet ? readSheets(path, [toSheet('Sheet1', sheet)]) : { problem: { code: 'empty' } };
}

function toSheet(name: string, sheet: XLSX.WorkSheet): Sheet {
  if (!sheet['!ref']) return { name, rows: [] };
  const range = XLSX.utils.decode_range(sheet['!ref']);
  range.e.c = Math.min(range.e.c, range.s.c + MAX_COLUMNS - 1);
  range.e.r = Math.min(range.e.r, range.s.r + MAX_ROWS);
  const rows = XLSX.utils.sheet_to_json<unknown[]>(sheet, {
    header: 1,
    raw: false,
    defval: '',
    blankrows: false,
    range,
  });
  return { name, rows: rows.map((row) => row.map((cell) => String(cell ?? '').replaceAll('\u0000', ''))) };
}

function readSheets(path: string, sheets: readonly Sheet[]): OfficeRead {
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) return { problem: { code: 'empty' } };
  const documents = filled.flatMap((sheet) => {
    const title = filled.length === 1 ? stemOf(path) : `${stemOf(path)} ${sheet.name}`;
    const cut: ImportProblem[] = sheet.rows.length > MAX_ROWS ? [{ code: 'rows_cut', what: String(MAX_ROWS) }] : [];
    const read = readSheet(sheet, title) ?? [];
    // One file may hold several steps sheets: the sheet tells them apart.
    const isAlone = filled.length === 1;
    return read.map((document) => ({
      ...document,
      part: document.part === '' && !isAlone ? sheet.name : document.part,
      problems: [...document.problems, ...cut],
    }));
  });
  return documents.length === 0 ? { problem: { code: 'no_header_row' } } : { documents, pictures: [] };
}
