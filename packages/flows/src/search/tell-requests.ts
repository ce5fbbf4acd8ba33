import { localDay, namesOf } from '@baton/core';
import {
  findDocument,
  listClosedRequests,
  listGone,
  listRoleHolders,
  listUnansweredRequests,
  type RequestRow,
  type Tx,
} from '@baton/db';
import { readReader } from '../document/read-reader.ts';
import type { AddressedLine, DigestSource } from '../reminder/digest-source.ts';

/** So long somebody who has no digest may still hear of what came of their request. */
const TOLD_FOR_MS = 30 * 86_400_000;

/** What colleagues looked for and nobody has written: once to whoever is to write it; what came of it, to who asked. */
export const tellRequests: DigestSource = {
  name: 'document requests',
  async gather(tx, { corpId, now, served }) {
    const open = await listUnansweredRequests(tx, corpId);
    const owners = open.map(({ ownerId }) => ownerId);
    const gone = await listGone(tx, corpId, owners, now);
    const [hr] = await listRoleHolders(tx, corpId, ['hr']);
    const lines: AddressedLine[] = [];
    for (const row of open) {
      const userId = gone.has(row.ownerId) ? hr : row.ownerId;
      if (userId !== undefined) lines.push(wantedLine(row, userId));
    }
    for (const row of await listClosedRequests(tx, corpId, new Date(now.getTime() - TOLD_FOR_MS)))
      lines.push(...(await newsOf(tx, row, served)));
    return lines;
  },
};

const wantedLine = ({ id, wanted, askerIds: { length }, createdAt }: RequestRow, userId: string): AddressedLine => ({
  userId,
  section: 'wanted',
  key: `request:${id}`,
  title: wanted,
  note: { zh: `${length} 人在找`, en: length === 1 ? '1 colleague' : `${length} colleagues` },
  path: '/documents/requests',
  on: localDay(createdAt),
});

/** For everybody who asked. A document that somebody may not read is not told to them, nor that there is one. */
async function newsOf(tx: Tx, row: RequestRow, served: ReadonlySet<string>): Promise<AddressedLine[]> {
  const { corpId, id, wanted, askerIds, closedAt, createdAt, closedBy } = row;
  const line = { section: 'written' as const, key: `request:${id}/closed`, on: localDay(closedAt ?? createdAt) };
  const others = askerIds.filter((userId) => userId !== closedBy && !served.has(userId));
  if (others.length === 0) return [];
  if (row.state === 'declined') {
    const note = { zh: `暂不编写：${row.reason}`, en: `will not be written: ${row.reason}` };
    return others.map((userId) => ({ ...line, userId, title: wanted, note, path: '/documents/requests' }));
  }
  const document = row.documentId === null ? undefined : (await findDocument(tx, corpId, row.documentId))?.document;
  if (!document) return [];
  const hr = await listRoleHolders(tx, corpId, ['hr']);
  const lines: AddressedLine[] = [];
  for (const userId of others) {
    const reader = await readReader(tx, corpId, { userId, isAdmin: false, roles: hr.includes(userId) ? ['hr'] : [] });
    const names = namesOf(reader);
    if (!document.readers.some((name) => names.includes(name))) continue;
    const note = { zh: `已有《${document.title}》`, en: `see ${document.title}` };
    lines.push({ ...line, userId, title: wanted, note, path: `/documents/${document.id}` });
  }
  return lines;
}
