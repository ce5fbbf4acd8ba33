import { crc32, deflateRawSync } from 'node:zlib';
import * as XLSX from '@e965/xlsx';
import yazl from 'yazl';

/** Files as people have them, made here: nobody can look into a fixture of bytes. */

type Entry = { name: string; bytes: Buffer | string; mode?: number };

/** A zip of these, in this order. */
export async function zipOf(entries: readonly Entry[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { name, bytes, mode } of entries) {
    zip.addBuffer(Buffer.from(bytes), name, { mtime: new Date('2026-01-05T00:00:00Z'), ...(mode ? { mode } : {}) });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const OFFICE = 'http://schemas.openxmlformats.org';
const REL = `${OFFICE}/officeDocument/2006/relationships`;

/**
 * A Word file with this body.
 * @param parts.body XML inside w:body
 * @param parts.links targets by relationship id
 * @param parts.extra further entries: a macro, a picture
 */
export const docxOf = (parts: {
  body: string;
  links?: Readonly<Record<string, string>>;
  pictures?: Readonly<Record<string, Buffer>>;
  extra?: readonly Entry[];
}): Promise<Buffer> =>
  zipOf([
    {
      name: '[Content_Types].xml',
      bytes: `<?xml version="1.0"?><Types xmlns="${OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      bytes: `<?xml version="1.0"?><Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="r1" Type="${REL}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      bytes: `<?xml version="1.0"?><Relationships xmlns="${OFFICE}/package/2006/relationships"><Relationship Id="styles" Type="${REL}/styles" Target="styles.xml"/>${Object.entries(
        parts.links ?? {},
      )
        .map(
          ([id, target]) =>
            `<Relationship Id="${id}" Type="${REL}/hyperlink" Target="${target}" TargetMode="External"/>`,
        )
        .join('')}${Object.keys(parts.pictures ?? {})
        .map((name) => `<Relationship Id="${name}" Type="${REL}/image" Target="media/${name}.png"/>`)
        .join('')}</Relationships>`,
    },
    {
      name: 'word/styles.xml',
      bytes: `<?xml version="1.0"?><w:styles xmlns:w="${OFFICE}/wordprocessingml/2006/main">${[1, 2, 3].map((level) => `<w:style w:type="paragraph" w:styleId="H${level}"><w:name w:val="heading ${level}"/></w:style>`).join('')}</w:styles>`,
    },
    {
      name: 'word/document.xml',
      bytes: `<?xml version="1.0"?><w:document xmlns:w="${OFFICE}/wordprocessingml/2006/main" xmlns:r="${REL}" xmlns:wp="${OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:a="${OFFICE}/drawingml/2006/main" xmlns:pic="${OFFICE}/drawingml/2006/picture"><w:body>${parts.body}</w:body></w:document>`,
    },
    ...Object.entries(parts.pictures ?? {}).map(([name, bytes]) => ({ name: `word/media/${name}.png`, bytes })),
    ...(parts.extra ?? []),
  ]);

/** A paragraph; `style` a heading's level. */
export const wordLine = (text: string, style?: number): string =>
  `<w:p>${style ? `<w:pPr><w:pStyle w:val="H${style}"/></w:pPr>` : ''}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** A picture in a paragraph, by its relationship. */
export const wordPicture = (id: string): string =>
  `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="压力表"/><a:graphic><a:graphicData uri="${OFFICE}/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

/** A workbook of these sheets, each rows of cells. */
export function xlsxOf(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Buffer {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  }
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

/** A picture of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** The smallest file that is a PDF, with a line of text in it. */
export const pdfOf = (text: string): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length ${text.length + 30}>>stream\nBT /F1 12 Tf 10 50 Td (${text}) Tj ET\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );

type RawEntry = {
  name: Buffer;
  bytes: Buffer;
  /** What the table of contents claims; default the truth. */
  claimedBytes?: number;
  flags?: number;
  /** Unix mode in the upper half: 0xa1ff0000 is a symbolic link. */
  attributes?: number;
  deflated?: boolean;
};

/** A zip byte by byte, for what no writer would write: names in GBK, lies about sizes, links, paths that lead out. */
export function rawZipOf(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claimedBytes = bytes.length, flags = 0, attributes = 0, deflated = false } of entries) {
    const packed = deflated ? deflateRawSync(bytes) : bytes;
    const fixed = Buffer.alloc(26);
    fixed.writeUInt16LE(20, 0);
    fixed.writeUInt16LE(flags, 2);
    fixed.writeUInt16LE(deflated ? 8 : 0, 4);
    fixed.writeUInt32LE(crc32(bytes), 10);
    fixed.writeUInt32LE(packed.length, 14);
    fixed.writeUInt32LE(deflated ? claimedBytes : packed.length, 18);
    fixed.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fixed, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(attributes, 6);
    tail.writeUInt32LE(offset, 10);
    const madeByUnix = Buffer.from([20, 3]);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeByUnix, fixed, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
