import { withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { namePeople } from '../people/name-people.ts';
import { openDocument, openVersion } from './open-document.ts';

/** What one version of a document says, and who stood for it. @throws AppError not_found */
export function readDocumentVersion(
  deps: Deps,
  session: Session,
  { documentId, number }: { documentId: string; number: number },
) {
  return withCorp(deps.db, session.corpId, async (tx) => {
    const { document } = await openDocument(tx, session, documentId);
    const { authorIds, approvedBy, createdAt, ...version } = await openVersion(tx, document, number);
    const name = await namePeople(tx, session.corpId, [approvedBy, ...authorIds]);
    return {
      ...version,
      authors: authorIds.map((userId) => name(userId)),
      approvedBy: name(approvedBy),
      at: createdAt,
    };
  });
}
