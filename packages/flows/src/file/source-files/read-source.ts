import { createHash } from 'node:crypto';
import {
  type ImportProblem,
  isActiveTarget,
  type ReadDocument,
  readMarkdown,
  resolveTarget,
  sourceTypeOf,
  stemOf,
} from '@baton/core';
import type { ImportedFile } from '@baton/db';
import type { FileStorage } from '../../deps.ts';
import { cleanFileName, extensionOf } from '../clean-file-name.ts';
import { SNIFF_BYTES, sniffFile } from '../file-types.ts';
import { decodeText } from './decode-text.ts';
import { escapeMarkdown, plainToMarkdown } from './escape-markdown.ts';
import { leadContentLinks } from './hash-content.ts';
import type { OfficeReader } from './open-office-reader.ts';
import { ZipRefusal } from './open-zip.ts';
import type { Walk, WalkedFile } from './walk-upload.ts';

/** A document as it will be kept, with the files its text names; or why the source is none. */
export type ReadSource = {
  sha256: string;
  documents: (ReadDocument & { files: ImportedFile[] })[];
  problems: readonly ImportProblem[];
};

export type SourceDeps = {
  storage: FileStorage;
  office: OfficeReader;
  /** Key for a file of these bytes: the same every time, so that a scan that begins again leaves nothing behind. */
  keyOf(sha256: string): string;
  /** What this upload has in the storage, by its key: however many documents name a file, it lies there once. */
  stored: Map<string, Promise<{ bytes: number; sha256: string }>>;
  /** The same by the path of an entry, for what was read already; null: not taken. */
  named: Map<string, Promise<Kept | null>>;
};

type Kept = Omit<ImportedFile, 'ref'>;

const MAX_FILES = 60;

const REFUSED: Readonly<Partial<Record<ReturnType<typeof sourceTypeOf>, ImportProblem['code']>>> = {
  archive: 'nested_archive',
  macro: 'macros',
  old: 'old_format',
  picture: 'picture_unused',
  unknown: 'type_unknown',
};

/**
 * What a source file holds. Pictures and files of its documents are put into the storage; nothing else is written.
 * Whatever a file may be, this answers: a file nobody can read is a problem of its own.
 */
export async function readSource(deps: SourceDeps, walk: Walk, file: WalkedFile): Promise<ReadSource> {
  const type = sourceTypeOf(file.path);
  const problem = file.problem ?? REFUSED[type];
  if (problem) return { sha256: '', documents: [], problems: [{ code: problem }] };
  let bytes: Buffer;
  try {
    bytes = await file.read();
  } catch (error) {
    const code = error instanceof ZipRefusal && error.code === 'file_too_large' ? 'file_too_large' : 'broken';
    return { sha256: '', documents: [], problems: [{ code }] };
  }
  const sha256 = hashOf(bytes);
  const refuse = (code: ImportProblem['code']): ReadSource => ({ sha256, documents: [], problems: [{ code }] });
  if (bytes.length === 0) return refuse('empty');
  if (type === 'markdown' || type === 'text') {
    const text = decodeText(bytes);
    if (text === null) return refuse('broken');
    if (text.trim() === '') return refuse('empty');
    if (type === 'text') return { sha256, documents: [plainDocument(file.path, text)], problems: [] };
    const read = readMarkdown(text);
    const titled = { ...read, meta: { ...read.meta, title: read.meta.title ?? stemOf(file.path) } };
    return { sha256, documents: [await withNamedFiles(deps, walk, file, titled)], problems: [] };
  }
  if (type === 'pdf') {
    if (sniffFile(bytes.subarray(0, SNIFF_BYTES), 'pdf')?.mediaType !== 'application/pdf') return refuse('broken');
    return { sha256, documents: [await attachedDocument(deps, file.path, bytes)], problems: [] };
  }
  if (type !== 'word' && type !== 'sheet' && type !== 'csv') return refuse('type_unknown');
  const read = await deps.office.read(type, file.path, bytes);
  if ('problem' in read) return { sha256, documents: [], problems: [read.problem] };
  if ('text' in read) return refuse('type_unknown');
  const documents: ReadSource['documents'] = [];
  for (const document of read.documents) {
    const keeping = keepFiles(deps);
    const problems = [...document.problems];
    const gone = new Set<string>();
    for (const { ref, bytes: picture } of read.pictures) {
      const name = `${stemOf(file.path)}-${documents.length + 1}-${ref.slice('import:'.length)}`;
      const kept = await keeping.keep(name, Buffer.from(picture), ref);
      if (!kept?.mediaType.startsWith('image/')) gone.add(ref);
    }
    if (gone.size > 0) problems.push({ code: 'picture_refused', what: String(gone.size) });
    const content = leadContentLinks(document.content, (target) => (gone.has(target) ? '#' : null));
    documents.push({ ...document, content, problems, files: keeping.files.filter(({ ref }) => !gone.has(ref)) });
  }
  return { sha256, documents, problems: [] };
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function plainDocument(path: string, text: string): ReadSource['documents'][number] {
  return {
    part: '',
    meta: { title: stemOf(path) },
    content: { format: 'markdown', text: plainToMarkdown(text) },
    problems: [],
    files: [],
  };
}

/** A PDF stays what it is: a document with the file in it, found by the file's text. */
async function attachedDocument(
  deps: SourceDeps,
  path: string,
  bytes: Buffer,
): Promise<ReadSource['documents'][number]> {
  const keeping = keepFiles(deps);
  const kept = await keeping.keep(path.split('/').at(-1) ?? path, bytes, 'import:0');
  const name = escapeMarkdown(kept?.name ?? path);
  return {
    part: '',
    meta: { title: stemOf(path) },
    content: { format: 'markdown', text: `[${name}](import:0)` },
    problems: [],
    files: keeping.files,
  };
}

/** Brings along what a Markdown file names, and leads its links there. What runs, and what is not there, leads nowhere. */
async function withNamedFiles(deps: SourceDeps, walk: Walk, file: WalkedFile, document: ReadDocument) {
  const keeping = keepFiles(deps);
  const led = new Map<string, string>();
  const problems = [...document.problems];
  const targets = new Set<string>();
  leadContentLinks(document.content, (target) => {
    targets.add(target);
    return null;
  });
  for (const target of targets) {
    if (isActiveTarget(target) || target.startsWith('import:')) led.set(target, '#');
    const path = resolveTarget(file.path, target);
    if (path === null || isActiveTarget(target)) continue;
    const named = walk.find(path);
    const isDocument = ['markdown'].includes(sourceTypeOf(path));
    const kept = isDocument || !named ? null : await keeping.keepNamed(path, named);
    led.set(target, kept ? kept.ref : '#');
    if (!kept && !isDocument) problems.push({ code: named ? 'picture_refused' : 'picture_missing', what: path });
  }
  const content = leadContentLinks(document.content, (target) => led.get(target) ?? null);
  return { ...document, content, problems, files: keeping.files };
}

/** Puts files of one source into the storage, as many as a document may have. */
function keepFiles({ storage, keyOf, stored, named }: SourceDeps) {
  const files: ImportedFile[] = [];
  const add = (kept: Kept | null, ref = `import:${files.length}`): ImportedFile | null => {
    if (kept === null || files.length >= MAX_FILES) return null;
    const file = { ref, ...kept };
    files.push(file);
    return file;
  };
  const store = async (name: string, bytes: Buffer): Promise<Kept | null> => {
    const kind = sniffFile(bytes.subarray(0, SNIFF_BYTES), extensionOf(name));
    if (!kind) return null;
    const storageKey = keyOf(hashOf(bytes));
    const known = stored.get(storageKey) ?? storage.put(storageKey, once(bytes));
    stored.set(storageKey, known);
    const { mediaType, extensions } = kind;
    return { name: cleanFileName(name, extensions), mediaType, storageKey, ...(await known) };
  };
  return {
    files,
    /** @returns null for what we do not take */
    keep: async (name: string, bytes: Buffer, ref?: string) => add(await store(name, bytes), ref),
    /** The same of another entry of the upload, which is read the first time only. */
    async keepNamed(path: string, file: WalkedFile) {
      const read = async () => {
        const bytes = await file.read().catch(() => null);
        return bytes && store(path.split('/').at(-1) ?? path, bytes);
      };
      const kept = named.get(path) ?? read();
      named.set(path, kept);
      return add(await kept);
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
