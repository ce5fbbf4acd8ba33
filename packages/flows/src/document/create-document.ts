import { withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { addDocument, type NewDocument } from './add-document.ts';
import { readReader } from './read-reader.ts';

/**
 * Starts a document as a draft of the person asking; nobody but its people sees it before it is published.
 * @throws AppError forbidden for a position that is not theirs, invalid_input (position, audience, people, format)
 */
export async function createDocument(
  deps: Deps,
  { corpId, actor }: Session,
  input: NewDocument,
): Promise<{ documentId: string }> {
  const now = deps.now();
  const documentId = await withCorp(deps.db, corpId, async (tx) =>
    addDocument(tx, { corpId, reader: await readReader(tx, corpId, actor), now }, input),
  );
  return { documentId };
}
