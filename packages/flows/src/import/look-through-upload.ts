import {
  canCreateDocument,
  distinctParts,
  guessKind,
  guessPosition,
  type ImportProblem,
  judgeSettings,
  type PositionRule,
  type ReadDocument,
  type Reader,
} from '@baton/core';
import {
  findImport,
  type ImportedFile,
  type ImportUploadRow,
  insertImportFiles,
  isInUploads,
  listPeopleNamed,
  listScannedPaths,
  type Tx,
  updateImport,
  updateImportUpload,
  withCorp,
} from '@baton/db';
import type { Deps } from '../deps.ts';
import { hashContent } from '../file/source-files/hash-content.ts';
import { readSource, type SourceDeps } from '../file/source-files/read-source.ts';
import { UploadRefusal, type WalkedFile, walkUpload } from '../file/source-files/walk-upload.ts';
import { withoutBadCharacters } from '../file/source-files/without-bad-characters.ts';
import { decideSource } from './decide-source.ts';
import { usualAudience } from './set-import-files.ts';

/** What guesses look at; read once for a whole upload. */
export type ScanSurroundings = {
  reader: Reader;
  positions: readonly { key: string; name: string }[];
  rules: readonly PositionRule[];
};

/** An upload, and which of its import it is. */
export type UploadInTurn = {
  upload: ImportUploadRow;
  place: number;
  /** Uploads before it with the same root: what is called the same in both has one key. */
  namesakes: readonly string[];
};

/** Sources of one file keep their order: this many fit between two files. */
const PARTS = 1_000_000;
const FILES = 10_000;

/**
 * Looks through one upload and writes the report, file by file: whenever it is killed, the next begins again and goes on.
 * @returns false when it was told to stop, or the import was given up, before the end
 */
export async function lookThroughUpload(
  deps: Deps,
  { upload, place, namesakes }: UploadInTurn,
  surroundings: ScanSurroundings,
  reading: Pick<SourceDeps, 'office' | 'store'>,
): Promise<boolean> {
  const { corpId, id: uploadId } = upload;
  const named: SourceDeps['named'] = new Map();
  try {
    const isThrough = await walkUpload(deps.storage, upload, async (walk) => {
      await withCorp(deps.db, corpId, (tx) => updateImportUpload(tx, upload, { entries: walk.files.length }));
      const seen = await withCorp(deps.db, corpId, (tx) => listScannedPaths(tx, corpId, uploadId));
      for (const [at, file] of walk.files.entries()) {
        if (deps.stopping.aborted) return false;
        // Of several called the same, some may be in the report and some not: each is there once, however often it is read.
        if (seen.has(file.path) && file.nth === 0) continue;
        const read = file.isNamed ? null : await readSource({ ...reading, named }, walk, file);
        const goesOn = await withCorp(deps.db, corpId, async (tx) => {
          const about = { upload, namesakes, file, surroundings, seq: (place * FILES + at) * PARTS };
          const rows = read === null ? [await attachedRow(tx, about)] : await sourceRows(tx, about, read);
          await insertImportFiles(tx, rows);
          const now = await findImport(tx, { corpId, importId: upload.importId, lock: true });
          // Given up meanwhile: what was just put into the storage goes with the rest.
          if (now?.state === 'discarded') await updateImport(tx, now, { clearedAt: null });
          return now?.state === 'scanning';
        });
        if (!goesOn) return false;
      }
      return true;
    });
    if (isThrough) await note({});
    return isThrough;
  } catch (error) {
    if (!(error instanceof UploadRefusal)) throw error;
    await note({ problem: error.code });
    return true;
  }

  async function note(patch: Partial<ImportUploadRow>) {
    await withCorp(deps.db, corpId, (tx) => updateImportUpload(tx, upload, { ...patch, scannedAt: deps.now() }));
  }
}

type About = Omit<UploadInTurn, 'place'> & { file: WalkedFile; surroundings: ScanSurroundings; seq: number };
type NewRow = Parameters<typeof insertImportFiles>[1][number];

/** A file that goes with a document and is none itself. */
const attachedRow = (tx: Tx, about: About): Promise<NewRow> =>
  toRow(tx, about, { sha256: '', document: null, problems: [], isAttachment: true, at: 0 });

async function sourceRows(tx: Tx, about: About, read: Awaited<ReturnType<typeof readSource>>): Promise<NewRow[]> {
  if (read.documents.length === 0) {
    return [await toRow(tx, about, { ...read, document: null, isAttachment: false, at: 0 })];
  }
  const documents = read.documents.map((document) => withoutBadCharacters(document));
  const parts = distinctParts(documents.map(({ part }) => part));
  const rows: NewRow[] = [];
  for (const [at, found] of documents.entries()) {
    const document = { ...found, part: parts[at] ?? '' };
    const problems = [...read.problems, ...document.problems];
    rows.push(await toRow(tx, about, { ...read, document, problems, isAttachment: false, at }));
  }
  return rows;
}

type Source = {
  sha256: string;
  document: (ReadDocument & { files: ImportedFile[] }) | null;
  problems: readonly ImportProblem[];
  isAttachment: boolean;
  at: number;
};

async function toRow(tx: Tx, { upload, namesakes, file, surroundings, seq }: About, source: Source): Promise<NewRow> {
  const { corpId, importId, id: uploadId, root } = upload;
  const { reader } = surroundings;
  const { document } = source;
  const { meta, content = null, files = [] } = document ?? { meta: {} };
  // Entries called the same are refused after the first, and each of them stands in the report.
  const part = file.nth > 1 ? `*${file.nth}` : (document?.part ?? '');
  const path = withoutBadCharacters(file.path);
  const problems: ImportProblem[] = [...source.problems, ...(file.wasGbk ? [{ code: 'name_decoded' as const }] : [])];
  // Two loose files of one name, from two folders: the second would be written over the first.
  const isTwin = document !== null && (await isInUploads(tx, corpId, { importId, uploadIds: namesakes, path, part }));
  if (isTwin) problems.push({ code: 'same_name_twice' });
  // Cut before it is hashed, and without half a character: what is kept and what was hashed are the same.
  const title = withoutBadCharacters((meta.title ?? '').trim().slice(0, 120));
  const guessed = guessPlace(
    meta,
    path,
    upload,
    surroundings,
    content?.format ?? 'markdown',
    problems,
    document !== null,
  );
  const seats = await seatsOf(tx, corpId, meta, problems);
  const mayCreate = canCreateDocument(reader, guessed.positionKey);
  const judged = judgeSettings(problems, { title, content, mayCreate });
  const hashes = new Map(files.map(({ ref, sha256 }) => [ref, sha256]));
  const contentHash = content ? hashContent(title, content, (target) => hashes.get(target)) : '';
  const { sha256, isAttachment } = source;
  const saidDocumentId = UUID.test(meta.documentId ?? '') ? (meta.documentId as string) : null;
  const facts = { root, path, part, sha256, contentHash, problems: judged, skip: false, isAttachment, saidDocumentId };
  const decided = await decideSource(tx, corpId, reader, facts);
  // The whole row: what is wrong with a source quotes it, and a quotation may end in half a character.
  return withoutBadCharacters({
    ...{ corpId, importId, uploadId, seq: seq + source.at, path, part, bytes: file.bytes, sha256, contentHash },
    ...{ isAttachment, title, ...guessed, ...usualAudience(guessed.positionKey), ...seats },
    subjects: [...new Set(meta.subjects)].slice(0, 30),
    reviewDays: meta.reviewDays ?? null,
    ...{ content, files, problems: judged, saidDocumentId, decision: decided.decision },
    documentId: decided.document?.id ?? null,
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Kind and position, and what to say about how they were found. */
function guessPlace(
  meta: ReadDocument['meta'],
  path: string,
  { name }: ImportUploadRow,
  { reader, positions, rules }: ScanSurroundings,
  format: 'sop' | 'markdown',
  problems: ImportProblem[],
  isDocument: boolean,
) {
  // The archive is often called like the department.
  const place = `${name.replace(/\.[a-z0-9]+$/i, '')}/${path}`;
  const { kind, isKnown } = guessKind({ said: meta.kind, path: place, format });
  const { key, how } = guessPosition({ said: meta.position, path: place }, { positions, rules });
  const isOfAny = reader.isAdmin || reader.roles.includes('hr');
  const own = isOfAny ? null : reader.positionKey;
  if (isDocument && !isKnown) problems.push({ code: 'kind_unknown', what: (meta.kind ?? '').slice(0, 60) });
  if (isDocument && how === 'unknown')
    problems.push({ code: 'position_unknown', what: (meta.position ?? '').slice(0, 60) });
  if (isDocument && (how === 'rule' || how === 'nothing')) problems.push({ code: 'position_guessed' });
  return { kind, positionKey: key ?? own };
}

/** People a file names by their whole name. */
async function seatsOf(tx: Tx, corpId: string, meta: ReadDocument['meta'], problems: ImportProblem[]) {
  const names = [meta.owner, meta.verifier].filter((name) => name !== undefined);
  const found = await listPeopleNamed(tx, corpId, names);
  const only = (name: string | undefined, code: 'owner_unclear' | 'verifier_unclear') => {
    if (name === undefined) return null;
    const called = found.filter((person) => person.name === name);
    if (called.length !== 1) problems.push({ code, what: name.slice(0, 60) });
    return called.length === 1 ? (called[0]?.userId ?? null) : null;
  };
  return { ownerId: only(meta.owner, 'owner_unclear'), verifierId: only(meta.verifier, 'verifier_unclear') };
}
