import { AppError, documentAbilities, foldText } from '@baton/core';
import { listRoleHolders, lockDocumentsTouching, updateDocument, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { addDocumentHistory } from './add-document-history.ts';
import { readReader } from './read-reader.ts';
import { toDocumentFacts } from './to-document-facts.ts';

/**
 * 「这件事变了」: every published document that touches a subject waits to be verified anew. HR and admins flag whatever
 * they may read, everybody else what they answer for or work by. What the person may not read is neither flagged nor
 * counted. Running it again with the same words changes nothing.
 * @param input.subject looked for among subjects as a whole, in texts as a part; width and case do not matter
 * @returns what was flagged now
 * @throws AppError invalid_input for a subject of less than two characters
 */
export async function flagDocuments(
  deps: Deps,
  session: Session,
  input: { subject: string; reason: string },
): Promise<{ flagged: { id: string; title: string }[] }> {
  const { corpId, actor } = session;
  const subject = foldText(input.subject.trim());
  if ([...subject].length < 2) throw new AppError('invalid_input', { field: 'subject' });
  const now = deps.now();
  return withCorp(deps.db, corpId, async (tx) => {
    const reader = await readReader(tx, corpId, actor);
    const hrIds = await listRoleHolders(tx, corpId, ['hr']);
    const touching = await lockDocumentsTouching(tx, { corpId, reader, subject });
    const flagged = touching.filter(({ document, draft }) => {
      const facts = toDocumentFacts(document, draft, hrIds);
      const known = document.state === 'needs_review' && document.flaggedBecause === input.reason;
      return !known && documentAbilities(reader, facts, facts).includes('flag');
    });
    for (const { document } of flagged) {
      await updateDocument(tx, document, { state: 'needs_review', flaggedBecause: input.reason, updatedAt: now });
      const details = { subject: input.subject.trim(), reason: input.reason };
      const line = { corpId, documentId: document.id, at: now, by: actor.userId };
      await addDocumentHistory(tx, { ...line, action: 'document.flagged', details });
    }
    return { flagged: flagged.map(({ document: { id, title } }) => ({ id, title })) };
  });
}
