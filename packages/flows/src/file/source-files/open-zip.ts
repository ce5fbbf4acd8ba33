import { crc32 } from 'node:zlib';
import type { EntryFacts } from '@baton/core';
import yauzl from 'yauzl';

/** An archive whose table of contents was read and nothing else. */
export type OpenZip = {
  entries: readonly (EntryFacts & { wasGbk: boolean; read(): Promise<Buffer> })[];
  close(): void;
};

/**
 * Opens a zip for reading entry by entry, in any order; never more than one entry is in memory.
 * @param from path of a file, or its bytes
 * @param limits.entries more than these are not even listed
 * @throws ZipRefusal `broken` or `too_many_files`
 */
export async function openZip(
  from: string | Buffer,
  limits: { entries: number; entryBytes: number },
): Promise<OpenZip> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
    const opened = (error: Error | null, file: yauzl.ZipFile) =>
      error ? reject(new ZipRefusal('broken')) : resolve(file);
    if (typeof from === 'string') yauzl.open(from, options, opened);
    else yauzl.fromBuffer(from, options, opened);
  });
  try {
    if (zip.entryCount > limits.entries) throw new ZipRefusal('too_many_files');
    const found = await listEntries(zip);
    const entries = found.map((entry) => ({
      ...factsOf(entry),
      read: () => readEntry(zip, entry, limits.entryBytes),
    }));
    return { entries, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

export class ZipRefusal extends Error {
  readonly code: 'broken' | 'too_many_files' | 'file_too_large';
  constructor(code: ZipRefusal['code']) {
    super(code);
    this.code = code;
  }
}

function listEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const found: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      found.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(found));
    zip.on('error', () => reject(new ZipRefusal('broken')));
    zip.readEntry();
  });
}

const UTF8_FLAG = 0x800;
/** Info-ZIP's extra field with the name in UTF-8. */
const UNICODE_PATH = 0x7075;
const UNIX = 3;
const FILE_TYPE = 0xf000;
const REGULAR = 0x8000;
const FOLDER = 0x4000;

function factsOf(entry: yauzl.Entry): EntryFacts & { wasGbk: boolean } {
  const { name, wasGbk } = nameOf(entry);
  const mode = entry.versionMadeBy >> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & FILE_TYPE : 0;
  return {
    name,
    wasGbk,
    isFolder: name.endsWith('/') || mode === FOLDER,
    isSpecial: mode !== 0 && mode !== REGULAR && mode !== FOLDER,
    isEncrypted: entry.isEncrypted(),
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
  };
}

/** Windows in Chinese writes names in GBK and says nothing; what is valid UTF-8 is taken for that first. */
function nameOf(entry: yauzl.Entry): { name: string; wasGbk: boolean } {
  const raw = entry.fileNameRaw;
  const unicode = entry.extraFields.find(({ id }) => id === UNICODE_PATH)?.data;
  if (unicode && unicode.length > 5 && unicode.readUInt32LE(1) === crc32(raw)) {
    return { name: unicode.subarray(5).toString('utf8'), wasGbk: false };
  }
  if (entry.generalPurposeBitFlag & UTF8_FLAG) return { name: raw.toString('utf8'), wasGbk: false };
  try {
    return { name: new TextDecoder('utf-8', { fatal: true }).decode(raw), wasGbk: false };
  } catch {
    return { name: new TextDecoder('gb18030').decode(raw), wasGbk: true };
  }
}

/** @throws ZipRefusal for what does not inflate to what it says, or says other bytes than its check sum */
function readEntry(zip: yauzl.ZipFile, entry: yauzl.Entry, limit: number): Promise<Buffer> {
  if (entry.uncompressedSize > limit) return Promise.reject(new ZipRefusal('file_too_large'));
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new ZipRefusal('broken'));
    zip.openReadStream(entry, (error, stream) => {
      if (error) return refuse();
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', refuse);
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (bytes.length === entry.uncompressedSize && crc32(bytes) === entry.crc32) resolve(bytes);
        else refuse();
      });
    });
  });
}
