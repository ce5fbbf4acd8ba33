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
import { cleanFileName, extensionOf } from '../clean-file-name.ts';
import { SNIFF_BYTES, sniffFile } from '../file-types.ts';
import { decodeText } from './decode-text.ts';
import { escapeMarkdown, plainToMarkdown } from './escape-markdown.ts';
import { leadContentLinks } from './hash-content.ts';
import { hashOf, type ImportStore } from './import-store.ts';
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
  office: OfficeReader;
  store: ImportStore;
  /** Entries of the same upload that documents named before, by their path: each is read once. */
  named: Map<string, Kept | NotKept>;
};

type Kept = Omit<ImportedFile, 'ref'>;
/** `refused`: of a kind we do not take, or one too many for a document. `full`: the import may store no more. */
type NotKept = 'refused' | 'full';

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
      if (!(await keeping.keepPicture(name, Buffer.from(picture), ref))) gone.add(ref);
    }
    if (keeping.isFull()) problems.push({ code: 'import_full' });
    else if (gone.size > 0) problems.push({ code: 'picture_refused', what: String(gone.size) });
    const content = leadContentLinks(document.content, (target) => (gone.has(target) ? '#' : null));
    documents.push({ ...document, content, problems, files: keeping.files });
  }
  return { sha256, documents, problems: [] };
}

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
    problems: keeping.isFull() ? [{ code: 'import_full' }] : [],
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
    if (!kept && !isDocument && !keeping.isFull())
      problems.push({ code: named ? 'picture_refused' : 'picture_missing', what: path });
  }
  if (keeping.isFull()) problems.push({ code: 'import_full' });
  const content = leadContentLinks(document.content, (target) => led.get(target) ?? null);
  return { ...document, content, problems, files: keeping.files };
}

/**
 * Puts files of one source into the storage, as many as a document may have. What is there its document names, though it
 * may not become one: what no row names is never removed.
 */
function keepFiles({ store, named }: SourceDeps) {
  const files: ImportedFile[] = [];
  let isFull = false;
  const isOneTooMany = () => files.length >= MAX_FILES;
  const put = async (name: string, bytes: Buffer, beginning = ''): Promise<Kept | NotKept> => {
    const kind = sniffFile(bytes.subarray(0, SNIFF_BYTES), extensionOf(name));
    if (!kind?.mediaType.startsWith(beginning)) return 'refused';
    const stored = await store.put(bytes);
    const { mediaType, extensions } = kind;
    return stored === 'full' ? 'full' : { name: cleanFileName(name, extensions), mediaType, ...stored };
  };
  const add = (kept: Kept | NotKept, ref = `import:${files.length}`): ImportedFile | null => {
    isFull ||= kept === 'full';
    if (typeof kept === 'string') return null;
    const file = { ref, ...kept };
    files.push(file);
    return file;
  };
  return {
    files,
    /** Whether one of them is missing because the import may store no more. */
    isFull: () => isFull,
    /** @returns null for what is not kept */
    keep: async (name: string, bytes: Buffer, ref?: string) =>
      isOneTooMany() ? null : add(await put(name, bytes), ref),
    /** The same, and nothing but a picture. */
    keepPicture: async (name: string, bytes: Buffer, ref: string) =>
      isOneTooMany() ? null : add(await put(name, bytes, 'image/'), ref),
    /** The same of another entry of the upload, which is read the first time only. */
    async keepNamed(path: string, file: WalkedFile) {
      if (isOneTooMany()) return null;
      const read = async () => {
        const bytes = await file.read().catch(() => null);
        return bytes ? put(path.split('/').at(-1) ?? path, bytes) : 'refused';
      };
      const kept = named.get(path) ?? (await read());
      named.set(path, kept);
      return add(kept);
    },
  };
}
