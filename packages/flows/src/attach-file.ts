import { randomUUID } from 'node:crypto';
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
import { cleanFileName, extensionOf } from './clean-file-name.ts';
import type { Deps, Session } from './deps.ts';
import { dropStored } from './drop-files.ts';
import { SNIFF_BYTES, sniffFile } from './file-types.ts';
import { naming } from './name-people.ts';

const MB = 1024 * 1024;
export const MAX_FILE_BYTES = 20 * MB;
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
  const { head, rest } = await readHead(bytes);
  const kind = sniffFile(head.subarray(0, SNIFF_BYTES), extensionOf(name));
  if (!kind) throw new AppError('file_type_refused');
  const storageKey = `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
  try {
    const stored = await deps.storage.put(storageKey, limited(head, rest));
    return await withCorp(deps.db, corpId, async (tx) => {
      const now = deps.now();
      // Uploading takes time: the item may have been handed in meanwhile, or other uploads may have been faster.
      await lockCaseOfItem(tx, corpId, itemId);
      const handoverId = await requireMayAttach(tx, session, itemId, now);
      await requireRoom(tx, corpId, { itemId, handoverId, bytes: stored.bytes });
      const about = { name: cleanFileName(name, kind.extensions), mediaType: kind.mediaType, ...stored };
      const key = { corpId, handoverId, itemId, storageKey, by: actor.userId, createdAt: now };
      const file = await insertFile(tx, { ...key, ...about });
      const person = naming(await listPersonRefs(tx, corpId, [actor.userId]))(actor.userId);
      return { id: file.id, name: file.name, mediaType: file.mediaType, bytes: file.bytes, by: person, at: now };
    });
  } catch (error) {
    await dropStored(deps, corpId, [storageKey]);
    throw error;
  }
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

/** Reads on until there is enough to tell the type. */
async function readHead(bytes: AsyncIterable<Uint8Array>) {
  const rest = bytes[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < SNIFF_BYTES) {
    const { value, done } = await rest.next();
    if (done) break;
    head = joined(head, value);
  }
  return { head, rest };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** The whole file again, stopped at the limit. */
async function* limited(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = head.length;
  if (total > MAX_FILE_BYTES) throw new AppError('file_too_large', { limit: MAX_FILE_BYTES });
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    total += next.value.length;
    if (total > MAX_FILE_BYTES) throw new AppError('file_too_large', { limit: MAX_FILE_BYTES });
    yield next.value;
  }
}
