import { AppError, canSeeItem, itemRefusal } from '@baton/core';
import {
  findCase,
  findItem,
  insertFile,
  listPersonRefs,
  lockCaseOfItem,
  measureFiles,
  type PersonRefRow,
  type Tx,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { receiveFile } from '../file/receive-file.ts';
import { naming } from '../people/name-people.ts';

const MB = 1024 * 1024;
/** Three pieces of evidence with all the files they may name; rounds share them. */
const MAX_ITEM_FILES = 60;
const MAX_ITEM_BYTES = 200 * MB;
const MAX_CASE_BYTES = 2048 * MB;

export type FileRead = { id: string; name: string; mediaType: string; bytes: number; by: PersonRefRow; at: Date };

/**
 * Stores a file with an item; evidence may then name it. Only who may edit the item's evidence may add one, and nobody
 * else learns of it before it is handed in. The type is what the bytes say, the storage key is ours and random. A refused
 * or broken upload leaves nothing behind.
 * @param input.name as the person's device has it; only shown, never a path
 * @throws AppError not_found, forbidden, item_action_not_allowed, file_too_large, file_type_refused, files_full
 */
export async function attachFile(
  deps: Deps,
  session: Session,
  { itemId, name, bytes }: { itemId: string; name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<FileRead> {
  const { corpId, actor } = session;
  await withCorp(deps.db, corpId, async (tx) => {
    const handoverId = await requireMayAttach(tx, session, itemId, deps.now());
    await requireRoom(tx, corpId, { itemId, handoverId, bytes: 1 });
  });
  return receiveFile(deps, { corpId, name, bytes }, (stored) =>
    withCorp(deps.db, corpId, async (tx) => {
      const now = deps.now();
      // Uploading takes time: the item may have been handed in meanwhile, or other uploads may have been faster.
      await lockCaseOfItem(tx, corpId, itemId);
      const handoverId = await requireMayAttach(tx, session, itemId, now);
      await requireRoom(tx, corpId, { itemId, handoverId, bytes: stored.bytes });
      const key = { corpId, handoverId, itemId, by: actor.userId, createdAt: now };
      const file = await insertFile(tx, { ...key, ...stored });
      const person = naming(await listPersonRefs(tx, corpId, [actor.userId]))(actor.userId);
      return { id: file.id, name: file.name, mediaType: file.mediaType, bytes: file.bytes, by: person, at: now };
    }),
  );
}

/** @returns the case the item belongs to */
async function requireMayAttach(tx: Tx, { corpId, actor }: Session, itemId: string, now: Date): Promise<string> {
  const item = await findItem(tx, corpId, itemId);
  const handover = item && (await findCase(tx, corpId, item.handoverId));
  if (!item || !handover || !canSeeItem(actor, handover, item, now)) throw new AppError('not_found');
  const refusal = itemRefusal(item, 'save', { actor, handover, now });
  if (refusal) throw new AppError(refusal, { action: 'save', state: item.state });
  return handover.id;
}

/** @throws AppError files_full */
async function requireRoom(
  tx: Tx,
  corpId: string,
  { itemId, handoverId, bytes }: { itemId: string; handoverId: string; bytes: number },
): Promise<void> {
  const there = await measureFiles(tx, corpId, { itemId, handoverId });
  const full =
    there.files >= MAX_ITEM_FILES ||
    there.itemBytes + bytes > MAX_ITEM_BYTES ||
    there.caseBytes + bytes > MAX_CASE_BYTES;
  if (full) throw new AppError('files_full', { files: MAX_ITEM_FILES, bytes: MAX_ITEM_BYTES });
}
