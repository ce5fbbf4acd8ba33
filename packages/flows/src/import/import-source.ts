import { randomUUID } from 'node:crypto';
import {
  type Actor,
  AppError,
  addDays,
  authorizeDocument,
  CONTENT_FORMATS,
  canCreateDocument,
  carryStepKeys,
  type DocumentKind,
  documentProblems,
  type GivenContent,
  type ImportDecision,
  type ImportMode,
  judgeSettings,
  localDay,
  nextReviewOn,
  normalizeContent,
  type Reader,
  renderSop,
} from '@baton/core';
import {
  type DocumentRow,
  type DraftRow,
  deleteDocumentDraft,
  findDocument,
  findVersion,
  type ImportFileRow,
  listRoleHolders,
  lockDocument,
  lockSource,
  noteDraft,
  putDocumentDraft,
  putSource,
  type Tx,
  updateDocument,
} from '@baton/db';
import { addDocument } from '../document/add-document.ts';
import { addDocumentHistory } from '../document/add-document-history.ts';
import { publishVersion } from '../document/publish-version.ts';
import { readersOfRow, toDocumentFacts } from '../document/to-document-facts.ts';
import { leadContentLinks } from '../file/source-files/hash-content.ts';
import { indexDocument } from '../search/index-document.ts';
import { type DecidedSource, decideSource } from './decide-source.ts';
import { keepImportedFiles } from './keep-imported-files.ts';

/** Within so many days somebody looks at what came into force with an import. */
const FIRST_REVIEW_DAYS = 30;

type SourceRun = { corpId: string; reader: Reader; now: Date; mode: ImportMode; root: string };

/**
 * Carries out one source of an import, all of it in this transaction: document, files, history, where it came from, and
 * the decision as it turned out to be. Nothing was decided for good before: what happened since the report counts.
 * @returns fields of the source's row
 * @throws AppError for what the rules of writing a document refuse
 */
export async function importSource(tx: Tx, run: SourceRun, row: ImportFileRow): Promise<Partial<ImportFileRow>> {
  const { corpId, root } = run;
  const key = { root, path: row.path, part: row.part };
  await lockSource(tx, corpId, key);
  const { reader } = run;
  const mayCreate = canCreateDocument(reader, row.positionKey);
  const source = { ...row, root, problems: judgeSettings(row.problems, { ...row, mayCreate }) };
  let decided = await decideSource(tx, corpId, reader, source);
  if (decided.document) {
    await lockDocument(tx, corpId, decided.document.id);
    decided = await decideSource(tx, corpId, reader, source);
  }
  const { decision } = decided;
  const documentId = await CARRY_OUT[decision](tx, run, row, decided);
  return { decision, state: 'done', documentId: documentId ?? decided.document?.id ?? null };
}

type CarryOut = (tx: Tx, run: SourceRun, row: ImportFileRow, decided: DecidedSource) => Promise<string | null>;
const nothing: CarryOut = async () => null;

const CARRY_OUT: Readonly<Record<ImportDecision, CarryOut>> = {
  create: createFromSource,
  update: updateFromSource,
  unchanged: nothing,
  conflict: nothing,
  skip: nothing,
  attach: nothing,
};

async function createFromSource(tx: Tx, run: SourceRun, row: ImportFileRow): Promise<string> {
  const { kind, title, positionKey, visibility, visibleTo, subjects, reviewDays } = row;
  const { content, files } = withFileIds(row);
  const seats = { ownerId: row.ownerId ?? undefined, verifierId: row.verifierId ?? undefined };
  const input = { kind, title, positionKey, visibility, visibleTo, subjects, reviewDays, ...seats };
  const origin = { source: 'imported' as const, details: { from: row.path } };
  const documentId = await addDocument(tx, run, { ...input, content: fitting(kind, content) }, origin);
  await keepImportedFiles(tx, { ...run, documentId }, files);
  const found = await findDocument(tx, run.corpId, documentId);
  if (run.mode === 'publish' && found?.draft && mayPublish(run.reader)) {
    await publishImported(tx, run, row, found.document, found.draft);
  }
  await noteSource(tx, run, row, documentId, 1);
  return documentId;
}

const mayPublish = (actor: Actor): boolean => actor.isAdmin || actor.roles.includes('hr');

/**
 * Puts in force what was in force before, on paper: approved by whoever imports it, written by nobody we know of, and
 * verified by nobody yet, so that it is looked at soon. What is not complete stays a draft.
 */
async function publishImported(
  tx: Tx,
  { corpId, reader, now }: SourceRun,
  row: ImportFileRow,
  document: DocumentRow,
  draft: DraftRow,
): Promise<void> {
  if (documentProblems(draft.title, draft.content).length > 0) return;
  const facts = toDocumentFacts(document, draft, await listRoleHolders(tx, corpId, ['hr']));
  const note = `导入：${row.path}`;
  const { title, content } = draft;
  const patch = await publishVersion(
    { tx, corpId, now, reader, document, draft, facts },
    { title, content, minor: false, note, authorIds: [], restoredFrom: null },
  );
  const usual = nextReviewOn(document, now);
  const soon = addDays(localDay(now), FIRST_REVIEW_DAYS);
  const reviewOn = usual === null || usual < soon ? usual : soon;
  const shown = { ...patch, state: 'published' as const, verifiedAt: null, verifiedBy: null, reviewOn, updatedAt: now };
  const readers = readersOfRow({ ...document, ...shown }, null);
  await indexDocument(tx, await updateDocument(tx, document, { ...shown, readers }));
  await deleteDocumentDraft(tx, corpId, document.id);
  const details = { number: 1, minor: false, note };
  const line = { corpId, documentId: document.id, at: now, by: reader.userId };
  await addDocumentHistory(tx, { ...line, action: 'document.published', details });
}

/** What changed comes as a draft beside what is in force, and is reviewed like everything that changes. */
async function updateFromSource(
  tx: Tx,
  run: SourceRun,
  row: ImportFileRow,
  { document, draft }: DecidedSource,
): Promise<string> {
  if (!document) throw new AppError('not_found');
  const { corpId, reader, now } = run;
  const { userId } = reader;
  const facts = toDocumentFacts(document, draft, await listRoleHolders(tx, corpId, ['hr']));
  authorizeDocument(reader, facts, 'edit', facts);
  const { content: led, files } = withFileIds(row);
  const version =
    document.publishedNumber === null ? null : await findVersion(tx, corpId, document.id, document.publishedNumber);
  const before = draft?.content ?? version?.content ?? null;
  const content = normalizeContent(carryStepKeys(before, fitting(document.kind, led)), randomUUID);
  await keepImportedFiles(tx, { ...run, documentId: document.id }, files);
  const draftVersion = document.lastDraftVersion + 1;
  const authorIds = [...new Set([...(draft?.authorIds ?? []), userId])];
  await putDocumentDraft(tx, {
    ...{ corpId, documentId: document.id, title: row.title, content, version: draftVersion, authorIds },
    savedFrom: draft?.version ?? 0,
    savedBy: userId,
    savedAt: now,
  });
  const shown = document.publishedNumber === null ? { title: row.title, updatedAt: now } : {};
  const readers = readersOfRow(document, { state: 'editing', authorIds });
  await noteDraft(tx, document, { ...shown, readers, lastDraftVersion: draftVersion });
  await noteSource(tx, run, row, document.id, draftVersion);
  return document.id;
}

/** Steps under a kind that is written as text become text. */
const fitting = (kind: DocumentKind, content: GivenContent): GivenContent =>
  CONTENT_FORMATS[kind].includes(content.format) || content.format === 'markdown'
    ? content
    : { format: 'markdown', text: renderSop(normalizeContent(content, randomUUID) as Parameters<typeof renderSop>[0]) };

/** The content with its files called as documents call them. @throws AppError invalid_input for a source without one */
function withFileIds(row: ImportFileRow) {
  if (!row.content) throw new AppError('invalid_input', { field: 'content' });
  const files = row.files.map((file) => ({ ...file, id: randomUUID() as string }));
  const ids = new Map(files.map(({ ref, id }) => [ref, id]));
  const content = leadContentLinks(row.content, (target) => {
    const id = ids.get(target);
    return id === undefined ? null : `file:${id}`;
  });
  return { content, files };
}

function noteSource(
  tx: Tx,
  { corpId, reader, now, root }: SourceRun,
  { path, part, sha256, contentHash }: ImportFileRow,
  documentId: string,
  draftVersion: number,
): Promise<void> {
  const source = { corpId, documentId, root, path, part, sha256, contentHash, draftVersion };
  return putSource(tx, { ...source, importedBy: reader.userId, importedAt: now });
}
