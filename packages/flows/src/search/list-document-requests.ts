import { canAnswerRequest, type RequestState } from '@baton/core';
import {
  listAskedRequests,
  listOpenRequests,
  listPositionRows,
  listReadable,
  type RequestRow,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { namePeople } from '../people/name-people.ts';

type RequestSeen = {
  id: string;
  version: number;
  wanted: string;
  position: { key: string; name: string } | null;
  owner: { userId: string; name: string; title: string; department: string };
  askers: number;
  state: RequestState;
  document: { id: string; title: string } | null;
  reason: string;
  createdAt: Date;
  closedAt: Date | null;
};

/**
 * What was looked for and not found: what waits for this person (for HR and admins whatever waits), and what they asked
 * for themself. A document that answers is named to who may read it.
 */
export async function listDocumentRequests(
  deps: Deps,
  { corpId, actor }: Session,
): Promise<{ waiting: RequestSeen[]; asked: RequestSeen[] }> {
  return withCorp(deps.db, corpId, async (tx) => {
    const seesAll = canAnswerRequest(actor, { ownerId: '', state: 'open' });
    const waiting = await listOpenRequests(tx, corpId, seesAll ? undefined : actor.userId);
    const asked = await listAskedRequests(tx, corpId, actor.userId);
    const rows = [...waiting, ...asked];
    const reader = await readReader(tx, corpId, actor);
    const ids = [...new Set(rows.map(({ documentId }) => documentId))].filter((id) => id !== null);
    const readable = await listReadable(tx, { corpId, reader, ids });
    const titles = new Map(readable.map(({ document }) => [document.id, document.title]));
    const positions = await listPositionRows(tx, corpId);
    const name = await namePeople(
      tx,
      corpId,
      rows.map(({ ownerId }) => ownerId),
    );
    const seen = (row: RequestRow): RequestSeen => {
      const { id, version, wanted, reason, createdAt, documentId } = row;
      const title = documentId === null ? undefined : titles.get(documentId);
      // To who may not read what was written, nothing was.
      const hidden = row.state === 'written' && title === undefined;
      return {
        ...{ id, version, wanted, reason, createdAt },
        ...(hidden ? { state: 'open' as const, closedAt: null } : { state: row.state, closedAt: row.closedAt }),
        position: positions.find(({ key }) => key === row.positionKey) ?? null,
        owner: name(row.ownerId),
        askers: row.askerIds.length,
        document: documentId === null || title === undefined ? null : { id: documentId, title },
      };
    };
    return { waiting: waiting.map(seen), asked: asked.map(seen) };
  });
}
