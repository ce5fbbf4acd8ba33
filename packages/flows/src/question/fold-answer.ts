import { AppError, foldAnswer as fold } from '@baton/core';
import { findDocument, findVersion, listAnswers, type Tx } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { keepDocumentDraft } from '../document/save-document-draft.ts';
import { changeQuestion, type QuestionInput, type QuestionWork } from './change-question.ts';

/**
 * Puts the accepted answer into the document as a proposed change: into the draft the person has seen, or a new one. From
 * there it goes through review like any other. Whoever puts it in is an author and does not approve it.
 * @param input.draftVersion the draft's version the person saw, 0 for none: somebody else's newer words are not written over
 * @throws AppError conflict (details: draftVersion, savedBy, savedAt) when somebody is writing, document_action_not_allowed
 *   while it is being reviewed, forbidden, invalid_input when there is no room, and what changeQuestion throws
 */
export const foldAnswer = (
  deps: Deps,
  session: Session,
  input: QuestionInput & { draftVersion: number },
): Promise<void> =>
  changeQuestion(deps, session, input, {
    action: 'fold',
    history: 'question.folded',
    holdsDocument: true,
    work: async (work) => {
      const { tx, now, question, place } = work;
      if (!place.document) throw new AppError('question_action_not_allowed', { action: 'fold', state: question.state });
      const { id: documentId } = place.document;
      const base = await baseOf(tx, work);
      const answer = (await listAnswers(tx, work.corpId, [question.id])).find(
        ({ id }) => id === question.acceptedAnswerId,
      );
      if (!base || !answer) throw new AppError('not_found');
      const content = fold(base.content, {
        question: question.text,
        answer: answer.text,
        stepKey: question.stepKey,
      });
      const { draftVersion } = input;
      await keepDocumentDraft(tx, session, { documentId, draftVersion, title: base.title, content }, now);
      return { patch: { foldedAt: now, foldedNumber: null } };
    },
  });

/** The draft that is open, which saving checks against what the person saw; else what is published. */
async function baseOf(tx: Tx, { corpId, place }: QuestionWork) {
  const found = place.document && (await findDocument(tx, corpId, place.document.id));
  if (!found) return null;
  const { document, draft } = found;
  return draft ?? (await findVersion(tx, corpId, document.id, document.publishedNumber ?? 0)) ?? null;
}
