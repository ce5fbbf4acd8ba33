import {
  type DocumentRow,
  findManagerOf,
  findPerson,
  listAdmins,
  listGone,
  listRoleHolders,
  lockDocument,
  type Tx,
  updateDocument,
} from '@baton/db';
import { addDocumentHistory } from './add-document-history.ts';
import { readersOfRow } from './to-document-facts.ts';

/** Nobody is led through more levels than this; a directory that goes in circles must not either. */
const LEVELS = 10;

/** A case that is being released: its leaver counts as gone, its successor comes first. */
export type Release = { leaverId: string; successorId: string | null };

/**
 * Gives a document whose owner or verifier is gone to somebody who stays: whoever led them, else HR, else an admin. What
 * it says, when it was verified and when it is to be again does not change.
 * @returns false when nobody is left for a seat; it is then as it was
 */
export async function passOnDocument(
  tx: Tx,
  { corpId, documentId, now, release }: { corpId: string; documentId: string; now: Date; release?: Release },
): Promise<boolean> {
  const found = await lockDocument(tx, corpId, documentId);
  if (!found) return true;
  const { document, draft } = found;
  const gone = await listGone(tx, corpId, [document.ownerId, document.verifierId], now);
  if (release) gone.add(release.leaverId);
  let filled = true;
  const patch: Partial<Record<'ownerId' | 'verifierId', string>> = {};
  for (const [seat, field] of [
    ['owner', 'ownerId'],
    ['verifier', 'verifierId'],
  ] as const) {
    const from = document[field];
    const to = gone.has(from) ? await nextInLine(tx, { ...document, ...patch }, { seat, from, now, release }) : from;
    if (to === null) filled = false;
    if (to === null || to === from) continue;
    patch[field] = to;
    const line = { corpId, documentId, at: now, by: 'system' };
    await addDocumentHistory(tx, {
      ...line,
      action: 'document.people_changed',
      details: { seat, from, to, ...(release ? { released: true } : { left: true }) },
    });
  }
  const readers = readersOfRow({ ...document, ...patch }, draft);
  if (Object.keys(patch).length > 0) await updateDocument(tx, document, { ...patch, readers });
  return filled;
}

type Seat = { seat: 'owner' | 'verifier'; from: string; now: Date; release: Release | undefined };

/**
 * Who takes a seat: the successor answers for what they take over, but does not verify it; then whoever led who left. What
 * is for named people stays with them as long as one of them is there.
 */
async function nextInLine(tx: Tx, document: DocumentRow, { seat, from, now, release }: Seat): Promise<string | null> {
  const { corpId, visibility, visibleTo } = document;
  const among = visibility === 'people' ? [document.verifierId, document.ownerId, ...visibleTo] : [];
  const line = [...among, ...(seat === 'owner' && release?.successorId ? [release.successorId] : [])];
  let below: string | null = from;
  for (let level = 0; level < LEVELS && below !== null; level += 1) {
    const manager = await findManagerOf(tx, corpId, below);
    if (manager !== null) line.push(manager);
    // A manager who has left is passed over, not the way up through them.
    below = manager ?? (await findPerson(tx, corpId, below))?.managerUserId ?? null;
  }
  line.push(...(await listRoleHolders(tx, corpId, ['hr'])), ...(await listAdmins(tx, corpId)));
  const gone = await listGone(tx, corpId, line, now);
  return (
    line.find((candidate) => candidate !== from && candidate !== release?.leaverId && !gone.has(candidate)) ?? null
  );
}
