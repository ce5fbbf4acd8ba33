import type { ImportProblemCode } from './model.ts';

const MB = 1024 * 1024;
/** What one zip, and one import, may hold. A department's whole folder fits; what was made to fill a disk does not. */
export const ZIP_LIMITS = {
  uploadBytes: 100 * MB,
  entries: 5000,
  entryBytes: 20 * MB,
  totalBytes: 1024 * MB,
  /** What one import keeps for its documents beside their texts: pictures and files, of all its uploads, the same once. */
  storedBytes: 1024 * MB,
  /** Inflated to packed, counted from a megabyte on: text packs well, nothing honest packs a thousandfold. */
  ratio: 200,
} as const;

/** Facts of one entry of an archive, before anything of it is inflated. */
export type EntryFacts = {
  /** As the archive names it, decoded, slashes either way. */
  name: string;
  isFolder: boolean;
  /** A symbolic link, a device, anything but a file or a folder. */
  isSpecial: boolean;
  isEncrypted: boolean;
  packedBytes: number;
  bytes: number;
};

/** Leftovers of systems and the index of our own export: nobody's documents, passed over without a word. */
const LEFTOVER =
  /(?:^|\/)(?:__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|目录\.csv|\.git|\.svn|~\$[^/]*|\._[^/]*)(?:\/|$)/i;

/** Longest path that is kept; Windows takes 260. A path is part of a key, and a key is no longer than an index takes. */
export const MAX_PATH = 400;

/** A path as it is kept: slashes one way, NFC, no empty steps; null when it is absolute or leads out. */
export function cleanPath(name: string): string | null {
  const path = name.replaceAll('\\', '/').normalize('NFC');
  if (/^\/|^[a-z]:/i.test(path) || /[\p{Cc}]/u.test(path)) return null;
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.length === 0 || steps.includes('..') ? null : steps.join('/');
}

/**
 * What becomes of an entry before it is opened.
 * @returns `pass` for folders and leftovers, a problem, or the path to read it under
 */
export function judgeEntry(entry: EntryFacts): 'pass' | { problem: ImportProblemCode } | { path: string } {
  const path = cleanPath(entry.name);
  if (path === null) return { problem: 'unsafe_path' };
  if (entry.isSpecial) return { problem: 'link_entry' };
  if (entry.isFolder || LEFTOVER.test(path)) return 'pass';
  if (path.length > MAX_PATH) return { problem: 'name_too_long' };
  if (entry.isEncrypted) return { problem: 'encrypted' };
  if (entry.bytes > MB && entry.bytes > entry.packedBytes * ZIP_LIMITS.ratio) return { problem: 'inflates_too_much' };
  if (entry.bytes > ZIP_LIMITS.entryBytes) return { problem: 'file_too_large' };
  return { path };
}

/** What kind of source a name promises. What it really is, its bytes say. */
export const SOURCE_TYPES = [
  'markdown',
  'text',
  'word',
  'sheet',
  'csv',
  'pdf',
  'picture',
  'archive',
  'macro',
  'old',
  'unknown',
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

const TYPES: Readonly<Record<string, SourceType>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  docx: 'word',
  xlsx: 'sheet',
  csv: 'csv',
  pdf: 'pdf',
  png: 'picture',
  jpg: 'picture',
  jpeg: 'picture',
  gif: 'picture',
  webp: 'picture',
  zip: 'archive',
  rar: 'archive',
  '7z': 'archive',
  gz: 'archive',
  tar: 'archive',
  docm: 'macro',
  dotm: 'macro',
  xlsm: 'macro',
  xltm: 'macro',
  pptm: 'macro',
  doc: 'old',
  xls: 'old',
  ppt: 'old',
  wps: 'old',
  et: 'old',
};

export const sourceTypeOf = (path: string): SourceType =>
  TYPES[/\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'unknown';

/** The name of a file without folders and extension. */
export const stemOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/\.[a-z0-9]{1,8}$/i, '').trim();

const COPY_NUMBER = /[(（]\d+[)）]$/;
const COPY_WORD = /(?:副本|copy)(?:\s*\d+)?$/i;

/**
 * What an import is known by the next time: the archive's name without what copies add to it. One addition after the
 * other: a single pattern for all of them takes hours for a name made of them.
 */
export function rootOf(uploadName: string): string {
  let root = stemOf(uploadName).normalize('NFC').trim();
  for (let before = ''; before !== root; ) {
    before = root;
    const unnamed = root.replace(COPY_WORD, '');
    root = unnamed === root ? root.replace(COPY_NUMBER, '').trim() : unnamed.trim().replace(/-$/, '').trim();
  }
  return root;
}
