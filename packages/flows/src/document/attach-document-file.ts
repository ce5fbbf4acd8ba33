import { randomUUID } from 'node:crypto';
import { AppError, authorizeDocument } from '@baton/core';
import { insertDocumentFiles, listDocumentFiles, lockDocument, type Tx, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { receiveFile } from '../file/receive-file.ts';
import type { FileRead } from '../item/attach-file.ts';
import { namePeople } from '../people/name-people.ts';
import { openDocument } from './open-document.ts';

const MAX_FILES = 200;
const MAX_BYTES = 500 * 1024 * 1024;

/**
 * Stores a picture or file with a document; its text may then name it as `file:<id>`. Only who may write in the document
 * may add one, and nobody else learns of it before a version that names it is published.
 * @throws AppError not_found, forbidden, document_action_not_allowed, file_too_large, file_type_refused, files_full
 */
export async function attachDocumentFile(
  deps: Deps,
  session: Session,
  { documentId, name, bytes }: { documentId: string; name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<FileRead> {
  const { corpId, actor } = session;
  await withCorp(deps.db, corpId, (tx) => requireMayAttach(tx, session, documentId, 1));
  const file = await receiveFile(deps, { corpId, name, bytes }, (stored) =>
    withCorp(deps.db, corpId, async (tx) => {
      const at = deps.now();
      // Uploading takes time: the draft may have been handed in meanwhile.
      await lockDocument(tx, corpId, documentId);
      await requireMayAttach(tx, session, documentId, stored.bytes);
      const id = randomUUID();
      await insertDocumentFiles(tx, [{ corpId, id, documentId, by: actor.userId, createdAt: at, ...stored }]);
      const by = (await namePeople(tx, corpId, [actor.userId]))(actor.userId);
      return { id, name: stored.name, mediaType: stored.mediaType, bytes: stored.bytes, by, at };
    }),
  );
  deps.nudge('read-files');
  return file;
}

async function requireMayAttach(tx: Tx, session: Session, documentId: string, bytes: number): Promise<void> {
  const { reader, facts } = await openDocument(tx, session, documentId);
  authorizeDocument(reader, facts, 'edit', facts);
  const there = await listDocumentFiles(tx, session.corpId, [documentId]);
  const total = there.reduce((sum, file) => sum + file.bytes, bytes);
  if (there.length >= MAX_FILES || total > MAX_BYTES) {
    throw new AppError('files_full', { files: MAX_FILES, bytes: MAX_BYTES });
  }
}
