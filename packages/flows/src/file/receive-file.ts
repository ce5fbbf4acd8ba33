import { randomUUID } from 'node:crypto';
import { AppError } from '@baton/core';
import type { Deps } from '../deps.ts';
import { dropStored } from '../item/drop-files.ts';
import { cleanFileName, extensionOf } from './clean-file-name.ts';
import { SNIFF_BYTES, sniffFile } from './file-types.ts';

export const MAX_FILE_BYTES = 20 * 1024 * 1024;

/** What is known of a file once it lies in the storage. */
export type ReceivedFile = { name: string; mediaType: string; bytes: number; sha256: string; storageKey: string };

/**
 * Stores what somebody uploads and hands it to whoever keeps its row. The type is what the bytes say, the storage key is
 * ours and random; a refused or broken upload leaves nothing behind.
 * @param input.name as the person's device has it; only shown, never a path
 * @throws AppError file_too_large, file_type_refused, and whatever `keep` throws
 */
export async function receiveFile<T>(
  deps: Deps,
  { corpId, name, bytes }: { corpId: string; name: string; bytes: AsyncIterable<Uint8Array> },
  keep: (file: ReceivedFile) => Promise<T>,
): Promise<T> {
  const { head, rest } = await readHead(bytes);
  const kind = sniffFile(head.subarray(0, SNIFF_BYTES), extensionOf(name));
  if (!kind) throw new AppError('file_type_refused');
  const storageKey = `${randomUUID()}${randomUUID()}`.replaceAll('-', '');
  try {
    const stored = await deps.storage.put(storageKey, limited(head, rest));
    return await keep({ name: cleanFileName(name, kind.extensions), mediaType: kind.mediaType, storageKey, ...stored });
  } catch (error) {
    await dropStored(deps, corpId, [storageKey]);
    throw error;
  }
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
