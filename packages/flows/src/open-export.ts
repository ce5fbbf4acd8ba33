import { Readable } from 'node:stream';
import { AppError, KIND_LABELS, localDay, type Reader, renderExport, safeName, toCsv, uniqueNames } from '@baton/core';
import {
  type DocumentFileLine,
  type DocumentRow,
  findExportTicket,
  findStanding,
  findVersion,
  listDocumentFiles,
  listDocuments,
  listPositionRows,
  listPublishedFileIds,
  type Tx,
  withCorp,
} from '@baton/db';
import yazl from 'yazl';
import type { Deps } from './deps.ts';
import { COMPANY } from './list-documents.ts';
import { type Naming, namePeople } from './name-people.ts';
import { readReader } from './read-reader.ts';
import { corpOfToken, hashToken } from './session-token.ts';
import { leadContentLinks } from './source-files/hash-content.ts';

/** Documents looked up at a time. */
const PAGE = 100;
/** What is read by many is packed once: more than this is taken in parts, position by position. */
const MAX_DOCUMENTS = 10_000;

type Planned = { document: DocumentRow; path: string; files: { file: DocumentFileLine; path: string; link: string }[] };
type Plan = { documents: Planned[]; name: Naming; positionName: (key: string | null) => string };

/**
 * The zip behind a ticket of `linkExport`: a Markdown file a document, its pictures and files in folders beside it, and
 * an index. Only what was published and the person may read. Written while it is sent, so that its size does not matter.
 * @throws AppError not_found for a ticket that is unknown or ran out, or whose person has left
 */
export async function openExport(deps: Deps, ticket: string): Promise<{ name: string; content: Readable }> {
  const corpId = corpOfToken(ticket);
  if (corpId === null) throw new AppError('not_found');
  const now = deps.now();
  const { plan, title } = await withCorp(deps.db, corpId, async (tx) => {
    const row = await findExportTicket(tx, corpId, hashToken(ticket), now);
    const standing = row && (await findStanding(tx, corpId, row.userId, now));
    if (!row || !standing || standing.employment === 'left' || standing.cutOff) throw new AppError('not_found');
    const actor = { userId: row.userId, isAdmin: standing.isAdmin, roles: standing.roles };
    const reader = await readReader(tx, corpId, actor);
    const planned = await planExport(tx, corpId, reader, row.position);
    const title =
      row.position === null ? '岗位文档' : planned.positionName(row.position === COMPANY ? null : row.position);
    return { plan: planned, title };
  });
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(toCsv(indexOf(plan))), '目录.csv', { mtime: now });
  for (const planned of plan.documents) addDocument(deps, zip, plan, planned);
  zip.end();
  // yazl tells its own errors; whoever reads the stream has to hear them.
  const content = zip.outputStream as Readable;
  zip.on('error', (error: Error) => content.destroy(error));
  return { name: `${safeName(title)} ${localDay(now)}.zip`, content };
}

/** Which documents, and where each lies. Texts and files are read when it is their turn. */
async function planExport(tx: Tx, corpId: string, reader: Reader, position: string | null): Promise<Plan> {
  const positions = new Map((await listPositionRows(tx, corpId)).map(({ key, name }) => [key, name]));
  const positionName = (key: string | null) => (key === null ? '全公司' : (positions.get(key) ?? key));
  const documents: DocumentRow[] = [];
  let after: { updatedAt: Date; id: string } | null = null;
  const positionKey = position === COMPANY ? null : (position ?? undefined);
  const states = ['published', 'needs_review'] as const;
  do {
    const rows: { document: DocumentRow }[] = await listDocuments(tx, {
      corpId,
      reader,
      positionKey,
      states,
      after,
      limit: PAGE,
    });
    documents.push(...rows.map(({ document }) => document));
    after = rows.length === PAGE ? (rows.at(-1)?.document ?? null) : null;
  } while (after !== null && documents.length < MAX_DOCUMENTS);
  const name = await namePeople(
    tx,
    corpId,
    documents.flatMap(({ ownerId, verifierId }) => [ownerId, verifierId]),
  );
  const unique = uniqueNames();
  const planned: Planned[] = [];
  for (const document of documents) {
    const folder = `${safeName(positionName(document.positionKey))}/${KIND_LABELS[document.kind]}/`;
    const path = unique(folder, safeName(document.title), '.md');
    const own = `附件/${path.slice(folder.length, -'.md'.length)}/`;
    const published = await listPublishedFileIds(tx, corpId, document.id);
    const files = (published.size === 0 ? [] : await listDocumentFiles(tx, corpId, [document.id]))
      .filter(({ id }) => published.has(id))
      .map((file) => {
        const ending = /\.[a-z0-9]{1,8}$/i.exec(file.name)?.[0] ?? '';
        const stem = safeName(file.name.slice(0, file.name.length - ending.length));
        const at = unique(folder + own, stem, ending);
        return { file, path: at, link: at.slice(folder.length) };
      });
    planned.push({ document, path, files });
  }
  return { documents: planned, name, positionName };
}

function addDocument(deps: Deps, zip: yazl.ZipFile, plan: Plan, { document, path, files }: Planned): void {
  const options = { mtime: document.updatedAt };
  zip.addReadStreamLazy(path, options, (give) => {
    void markdownOf(deps, plan, document, files).then(
      (text) => give(null, Readable.from([Buffer.from(text)])),
      (error: Error) => give(error, Readable.from([])),
    );
  });
  for (const { file, path: at } of files) {
    // Pictures and PDFs are packed already.
    zip.addReadStreamLazy(at, { mtime: file.createdAt, compress: false, size: file.bytes }, (give) => {
      void deps.storage.get(file.storageKey).then(
        (bytes) => give(null, Readable.from(bytes)),
        (error: Error) => give(error, Readable.from([])),
      );
    });
  }
}

async function markdownOf(
  deps: Deps,
  { name, positionName }: Plan,
  document: DocumentRow,
  files: Planned['files'],
): Promise<string> {
  const { corpId, id, kind, positionKey, subjects, reviewDays, publishedNumber } = document;
  const number = publishedNumber ?? 1;
  const version = await withCorp(deps.db, corpId, (tx) => findVersion(tx, corpId, id, number));
  if (!version) throw new Error('a published version is gone');
  const links = new Map(files.map(({ file, link }) => [`file:${file.id}`, link]));
  return renderExport({
    ...{ id, kind, subjects, reviewDays, number, title: version.title },
    position: positionKey === null ? null : positionName(positionKey),
    owner: name(document.ownerId).name,
    verifier: name(document.verifierId).name,
    content: leadContentLinks(version.content, (target) => links.get(target) ?? null),
  });
}

const indexOf = ({ documents, name, positionName }: Plan): string[][] => [
  ['岗位', '类型', '标题', '负责人', '复核人', '版本', '下次复核', '文件'],
  ...documents.map(({ document, path }) => [
    positionName(document.positionKey),
    KIND_LABELS[document.kind],
    document.title,
    name(document.ownerId).name,
    name(document.verifierId).name,
    String(document.publishedNumber ?? ''),
    document.reviewOn ?? '',
    path,
  ]),
];
