import {
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

/**
 * Gives a document whose owner or verifier is gone to somebody who stays: whoever led them, else HR, else an admin. What
 * it says, when it was verified and when it is to be again does not change.
 * @returns false when nobody is left for a seat; it is then as it was
 */
export async function passOnDocument(
  tx: Tx,
  { corpId, documentId, now }: { corpId: string; documentId: string; now: Date },
): Promise<boolean> {
  const found = await lockDocument(tx, corpId, documentId);
  if (!found) return true;
  const { document, draft } = found;
  const gone = await listGone(tx, corpId, [document.ownerId, document.verifierId], now);
  let filled = true;
  const patch: Partial<Record<'ownerId' | 'verifierId', string>> = {};
  for (const [seat, field] of [
    ['owner', 'ownerId'],
    ['verifier', 'verifierId'],
  ] as const) {
    const from = document[field];
    const to = gone.has(from) ? await nextInLine(tx, corpId, from, now) : from;
    if (to === null) filled = false;
    if (to === null || to === from) continue;
    patch[field] = to;
    const line = { corpId, documentId, at: now, by: 'system' };
    await addDocumentHistory(tx, {
      ...line,
      action: 'document.people_changed',
      details: { seat, from, to, left: true },
    });
  }
  const readers = readersOfRow({ ...document, ...patch }, draft);
  if (Object.keys(patch).length > 0) await updateDocument(tx, document, { ...patch, readers });
  return filled;
}

async function nextInLine(tx: Tx, corpId: string, userId: string, now: Date): Promise<string | null> {
  const line: string[] = [];
  let below: string | null = userId;
  for (let level = 0; level < LEVELS && below !== null; level += 1) {
    const manager = await findManagerOf(tx, corpId, below);
    if (manager !== null) line.push(manager);
    // A manager who has left is passed over, not the way up through them.
    below = manager ?? (await findPerson(tx, corpId, below))?.managerUserId ?? null;
  }
  line.push(...(await listRoleHolders(tx, corpId, ['hr'])), ...(await listAdmins(tx, corpId)));
  const gone = await listGone(tx, corpId, line, now);
  return line.find((candidate) => candidate !== userId && !gone.has(candidate)) ?? null;
}
