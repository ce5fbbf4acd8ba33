import { AppError, KIND_LABELS, type Reader, renderExport, safeName, uniqueNames } from '@baton/core';
import {
  type DocumentFileLine,
  type DocumentRow,
  findExportTicket,
  findStanding,
  listDocumentFiles,
  listDocuments,
  listPositionRows,
  listPublishedFileIds,
  type Tx,
  type VersionRow,
  withCorp,
} from '@baton/db';
import type { Deps } from '../deps.ts';
import { COMPANY } from '../document/list-documents.ts';
import { readReader } from '../document/read-reader.ts';
import { leadContentLinks } from '../file/source-files/hash-content.ts';
import { type Naming, namePeople } from '../people/name-people.ts';
import { corpOfToken, hashToken } from '../people/session-token.ts';

/** Documents looked up at a time. */
const PAGE = 100;
/** More than these are taken in parts, position by position. */
const MAX_DOCUMENTS = 10_000;

export type Planned = {
  document: DocumentRow;
  path: string;
  files: { file: DocumentFileLine; path: string; link: string }[];
};
export type Plan = {
  corpId: string;
  title: string;
  by: string;
  documents: Planned[];
  name: Naming;
  positionName: (key: string | null) => string;
};

/**
 * What a ticket of `linkExport` takes out: documents that were published and that its person may read, and where each lies.
 * @throws AppError not_found for a ticket that is unknown or ran out, or whose person has left
 */
export function planTicket(deps: Deps, ticket: string): Promise<Plan> {
  const corpId = corpOfToken(ticket);
  if (corpId === null) throw new AppError('not_found');
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const row = await findExportTicket(tx, corpId, hashToken(ticket), now);
    const standing = row && (await findStanding(tx, corpId, row.userId, now));
    if (!row || !standing || standing.employment === 'left' || standing.cutOff) throw new AppError('not_found');
    const actor = { userId: row.userId, isAdmin: standing.isAdmin, roles: standing.roles };
    return planExport(tx, corpId, await readReader(tx, corpId, actor), row.position);
  });
}

/** Which documents, and where each lies. Texts and files are read when it is their turn. */
export async function planExport(tx: Tx, corpId: string, reader: Reader, position: string | null): Promise<Plan> {
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
  const name = await namePeople(tx, corpId, [
    reader.userId,
    ...documents.flatMap(({ ownerId, verifierId }) => [ownerId, verifierId]),
  ]);
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
  const title = position === null ? '岗位文档' : positionName(positionKey ?? null);
  return { corpId, title, by: name(reader.userId).name, documents: planned, name, positionName };
}

/** A document as Markdown, its files led to where `link` says. */
export function toMarkdown(
  { name, positionName }: Plan,
  document: DocumentRow,
  version: VersionRow,
  linkOf: (target: string) => string | null,
): string {
  const { id, kind, positionKey, subjects, reviewDays } = document;
  return renderExport({
    ...{ id, kind, subjects, reviewDays, number: version.number, title: version.title },
    position: positionKey === null ? null : positionName(positionKey),
    owner: name(document.ownerId).name,
    verifier: name(document.verifierId).name,
    content: leadContentLinks(version.content, linkOf),
  });
}
