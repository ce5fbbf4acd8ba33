/**
 * What kind of file some bytes really are, by their first bytes and never by what a browser claims, and whether we take
 * it: images, PDF, Office, plain text, ZIP, and recordings as MP4. Pure.
 */
export type FileKind = {
  mediaType: string;
  /** Extensions that fit; the first is added to a name that has another. */
  extensions: readonly string[];
};

/** What a browser may show by itself, because nothing in these types runs; everything else is downloaded. */
export const SHOWN_TYPES: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'application/pdf'];

/** Bytes that are enough to tell every kind. */
export const SNIFF_BYTES = 4096;

const kind = (mediaType: string, ...extensions: string[]): FileKind => ({ mediaType, extensions });

const OOXML = 'application/vnd.openxmlformats-officedocument';
/** A ZIP container: what it holds is told by the name, and it is only ever downloaded. */
const ZIPPED = [
  kind('application/zip', 'zip'),
  kind(`${OOXML}.wordprocessingml.document`, 'docx'),
  kind(`${OOXML}.spreadsheetml.sheet`, 'xlsx'),
  kind(`${OOXML}.presentationml.presentation`, 'pptx'),
];
/** The older Office container, also of WPS. */
const COMPOUND = [
  kind('application/msword', 'doc', 'wps'),
  kind('application/vnd.ms-excel', 'xls', 'et'),
  kind('application/vnd.ms-powerpoint', 'ppt', 'dps'),
];
const TEXTS = [
  kind('text/plain', 'txt', 'md', 'log', 'json', 'yml', 'yaml', 'ini', 'conf', 'sql'),
  kind('text/csv', 'csv'),
];
const BRANDS: Readonly<Record<string, FileKind>> = {
  'M4A ': kind('audio/mp4', 'm4a'),
  heic: kind('image/heic', 'heic'),
  heix: kind('image/heic', 'heic'),
  mif1: kind('image/heif', 'heif'),
  mp41: kind('video/mp4', 'mp4'),
  mp42: kind('video/mp4', 'mp4'),
  isom: kind('video/mp4', 'mp4'),
  iso2: kind('video/mp4', 'mp4'),
  iso5: kind('video/mp4', 'mp4'),
  iso6: kind('video/mp4', 'mp4'),
  avc1: kind('video/mp4', 'mp4'),
  dash: kind('video/mp4', 'mp4'),
  'M4V ': kind('video/mp4', 'mp4', 'm4v'),
};

type Rule = { at: number; bytes: string; kinds: (head: Uint8Array) => readonly FileKind[] };
const rule = (at: number, bytes: string, ...kinds: FileKind[]): Rule => ({ at, bytes, kinds: () => kinds });

/** Signatures in Latin-1, byte for byte. */
const RULES: readonly Rule[] = [
  rule(0, '\xff\xd8\xff', kind('image/jpeg', 'jpg', 'jpeg')),
  rule(0, '\x89PNG\r\n\x1a\n', kind('image/png', 'png')),
  rule(0, 'GIF87a', kind('image/gif', 'gif')),
  rule(0, 'GIF89a', kind('image/gif', 'gif')),
  rule(8, 'WEBP', kind('image/webp', 'webp')),
  rule(0, '%PDF-', kind('application/pdf', 'pdf')),
  rule(0, 'PK\x03\x04', ...ZIPPED),
  rule(0, 'PK\x05\x06', ...ZIPPED.slice(0, 1)),
  rule(0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', ...COMPOUND),
  {
    at: 4,
    bytes: 'ftyp',
    kinds: (head) => [BRANDS[latin1(head.subarray(8, 12))]].filter((found) => found !== undefined),
  },
];

/**
 * @param head the first {@link SNIFF_BYTES} bytes, or all of a shorter file
 * @param extension of the name, lower case, without the dot; only chooses between kinds with the same first bytes
 * @returns null for what we do not take
 */
export function sniffFile(head: Uint8Array, extension: string): FileKind | null {
  const found = RULES.find(({ at, bytes }) => latin1(head.subarray(at, at + bytes.length)) === bytes);
  const kinds = found ? found.kinds(head) : isText(head) ? TEXTS : [];
  return kinds.find(({ extensions }) => extensions.includes(extension)) ?? kinds[0] ?? null;
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** Text of any encoding a Chinese Excel writes (UTF-8, GBK), but nothing that a browser would take for a page. */
function isText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const control = head.some((byte) => byte === 0x7f || (byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte)));
  if (control || /<(!doctype|html|head|body|script|svg|iframe|\?xml)/i.test(latin1(head))) return false;
  const readable = (encoding: string): boolean => {
    try {
      // `stream` forgives a character cut in two at the end.
      new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  return readable('utf-8') || readable('gb18030');
}
