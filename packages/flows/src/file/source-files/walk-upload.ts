import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  type ImportProblemCode,
  judgeEntry,
  linkTargets,
  MAX_PATH,
  resolveTarget,
  sourceTypeOf,
  ZIP_LIMITS,
} from '@baton/core';
import type { FileStorage } from '../../deps.ts';
import { decodeText } from './decode-text.ts';
import { openZip, ZipRefusal } from './open-zip.ts';
import { withoutBadCharacters } from './without-bad-characters.ts';

/** One file of an upload. `problem`: it was refused before it was opened, and has no bytes. */
export type WalkedFile = {
  path: string;
  /** 0; of several entries that are called the same, which one: 1 is the one that counts, if any does. */
  nth: number;
  bytes: number;
  wasGbk: boolean;
  problem: ImportProblemCode | null;
  /** Named by a Markdown file of the same upload. */
  isNamed: boolean;
  read(): Promise<Buffer>;
};
export type Walk = {
  files: readonly WalkedFile[];
  /** A file of the same upload by its path. */
  find(path: string): WalkedFile | undefined;
};

/** Why a whole upload is refused. */
export class UploadRefusal extends Error {
  readonly code: 'broken' | 'encrypted' | 'too_many_files' | 'inflates_too_much' | 'nothing_inside';
  constructor(code: UploadRefusal['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * Opens what was uploaded: a zip is walked, anything else is one file. It lies in a temporary file meanwhile; of its
 * content one entry at a time is in memory.
 * @throws UploadRefusal when nothing of it can be taken
 */
export async function walkUpload<T>(
  storage: FileStorage,
  upload: { name: string; storageKey: string; bytes: number },
  work: (walk: Walk) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-import-'));
  try {
    const path = join(folder, 'upload');
    await pipeline(Readable.from(await storage.get(upload.storageKey)), createWriteStream(path, { mode: 0o600 }));
    return sourceTypeOf(upload.name) === 'archive'
      ? await walkZip(path, work)
      : await work(await singleFile(storage, upload));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function singleFile(
  storage: FileStorage,
  { name, storageKey, bytes }: { name: string; storageKey: string; bytes: number },
): Promise<Walk> {
  const file: WalkedFile = {
    ...{ path: name, nth: 0, bytes, wasGbk: false, isNamed: false },
    problem: bytes > ZIP_LIMITS.entryBytes ? 'file_too_large' : null,
    read: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await storage.get(storageKey)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
  };
  return { files: [file], find: () => undefined };
}

async function walkZip<T>(path: string, work: (walk: Walk) => Promise<T>): Promise<T> {
  const { entries: limit, entryBytes } = ZIP_LIMITS;
  const zip = await openZip(path, { entries: limit, entryBytes }).catch((error: unknown) => {
    throw error instanceof ZipRefusal && error.code === 'too_many_files'
      ? new UploadRefusal('too_many_files')
      : new UploadRefusal('broken');
  });
  try {
    const total = zip.entries.reduce((sum, entry) => sum + entry.bytes, 0);
    if (total > ZIP_LIMITS.totalBytes) throw new UploadRefusal('inflates_too_much');
    const files = zip.entries.flatMap((entry): WalkedFile[] => {
      const judged = judgeEntry(entry);
      if (judged === 'pass') return [];
      const refused = 'problem' in judged ? judged.problem : null;
      // A refused name is shown, never used.
      const shown =
        'path' in judged ? judged.path : withoutBadCharacters(entry.name.replace(/\p{Cc}/gu, '?').slice(0, MAX_PATH));
      const { bytes, wasGbk, read } = entry;
      return [{ path: shown, nth: 0, bytes, wasGbk, problem: refused, isNamed: false, read }];
    });
    if (files.length === 0) throw new UploadRefusal('nothing_inside');
    if (files.every(({ problem }) => problem === 'encrypted')) throw new UploadRefusal('encrypted');
    const byPath = new Map<string, WalkedFile>();
    for (const file of files) {
      if (file.problem === null && byPath.has(file.path)) file.problem = 'same_name_twice';
      else if (file.problem === null) byPath.set(file.path, file);
    }
    numberTwins(files, byPath);
    await markNamed(byPath);
    return await work({ files, find: (wanted) => byPath.get(wanted) });
  } finally {
    zip.close();
  }
}

/** Numbers entries that are called the same: first the one that counts, though others may stand before it. */
function numberTwins(files: readonly WalkedFile[], byPath: ReadonlyMap<string, WalkedFile>): void {
  const first = new Map(byPath);
  const others = new Map<string, number>();
  for (const file of files) {
    const counts = first.get(file.path) ?? file;
    first.set(file.path, counts);
    if (file === counts) continue;
    const nth = (others.get(file.path) ?? 1) + 1;
    others.set(file.path, nth);
    counts.nth = 1;
    file.nth = nth;
  }
}

/** What a Markdown file names goes with it and is no document of its own. */
async function markNamed(byPath: ReadonlyMap<string, WalkedFile>): Promise<void> {
  for (const file of byPath.values()) {
    if (sourceTypeOf(file.path) !== 'markdown') continue;
    const text = decodeText(await file.read().catch(() => Buffer.alloc(0))) ?? '';
    for (const target of linkTargets(text)) {
      const named = byPath.get(resolveTarget(file.path, target) ?? '');
      if (named && named !== file && sourceTypeOf(named.path) !== 'markdown') named.isNamed = true;
    }
  }
}
