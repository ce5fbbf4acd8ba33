import { createHash } from 'node:crypto';
import { findDocument, isUniqueViolation, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { addDocument, type NewDocument } from './add-document.ts';
import { readReader } from './read-reader.ts';

/**
 * Starts a document as a draft of the person asking; nobody but its people sees it before it is published.
 * @param input.requestId names the request: sent again, it is the document that it made the first time
 * @throws AppError forbidden for a position that is not theirs, invalid_input (position, audience, people, format)
 */
export async function createDocument(
  deps: Deps,
  { corpId, actor }: Session,
  { requestId, ...input }: NewDocument & { requestId?: string | undefined },
): Promise<{ documentId: string }> {
  const now = deps.now();
  const id = requestId === undefined ? undefined : idOf([corpId, actor.userId, requestId]);
  try {
    return await withCorp(deps.db, corpId, async (tx) => {
      if (id !== undefined && (await findDocument(tx, corpId, id))) return { documentId: id };
      const reader = await readReader(tx, corpId, actor);
      return { documentId: await addDocument(tx, { corpId, reader, now }, { ...input, id }) };
    });
  } catch (error) {
    // Both at the same time: the other one made it.
    if (id === undefined || !isUniqueViolation(error)) throw error;
    return { documentId: id };
  }
}

/** The id that a request always gives its document: nobody else's request can name it. UUID version 8, RFC 9562. */
function idOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
