import type { DocumentRow } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { addDocumentHistory } from './add-document-history.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';

/** Who answers for a document, who verifies it, who else may write; what is absent or undefined stays. */
export type DocumentPeople = {
  ownerId?: string | undefined;
  verifierId?: string | undefined;
  editorIds?: readonly string[] | undefined;
};

/**
 * Puts other people behind a document. That a new verifier has come says nothing about the text: when it was verified,
 * and when it is to be again, stays.
 * @throws AppError invalid_input for somebody who does not work here, and what changeDocument throws
 */
export const changeDocumentPeople = (
  deps: Deps,
  session: Session,
  input: DocumentInput & DocumentPeople,
): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'change_people',
    history: 'document.people_changed',
    work: async ({ tx, corpId, now, reader, document }) => {
      const patch: Partial<DocumentRow> = {};
      for (const field of ['ownerId', 'verifierId'] as const) {
        const userId = input[field];
        if (userId === undefined || userId === document[field]) continue;
        await requireColleague(tx, corpId, userId, field);
        patch[field] = userId;
      }
      const editorIds = input.editorIds && [...new Set(input.editorIds)].toSorted();
      if (editorIds && String(editorIds) !== String(document.editorIds)) {
        for (const userId of editorIds) {
          if (!document.editorIds.includes(userId)) await requireColleague(tx, corpId, userId, 'editorIds');
        }
        patch.editorIds = editorIds;
      }
      if (Object.keys(patch).length === 0) return null;
      const { ownerId, verifierId } = patch;
      const line = { corpId, documentId: document.id, at: now, by: reader.userId };
      // Two seats, two lines: each tells from whom to whom.
      if (ownerId && verifierId) {
        const details = { seat: 'owner', from: document.ownerId, to: ownerId };
        await addDocumentHistory(tx, { ...line, action: 'document.people_changed', details });
      }
      const details = verifierId
        ? { seat: 'verifier', from: document.verifierId, to: verifierId }
        : ownerId
          ? { seat: 'owner', from: document.ownerId, to: ownerId }
          : { seat: 'editors', editors: editorIds?.length ?? 0 };
      return { patch, details };
    },
  });
