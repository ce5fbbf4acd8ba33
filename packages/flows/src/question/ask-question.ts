import { randomUUID } from 'node:crypto';
import { ANSWER_DAYS, AppError, canStar, localDay, questionDueOn } from '@baton/core';
import { findAsked, insertQuestion, lockCase, lockDocument, type Tx, withCorp } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps, Session } from '../deps.ts';
import { advanceCase } from '../handover/advance-case.ts';
import { addQuestionHistory } from './add-question-history.ts';
import { findQuestionOwner, type QuestionSeat } from './find-question-owner.ts';
import { lookAtQuestions } from './look-at-questions.ts';

export type NewQuestion = {
  /** Given by who asks: the same request sent twice asks once. */
  requestId: string;
  text: string;
  /** ★: the release waits for an answer. */
  starred: boolean;
} & ({ documentId: string; stepKey: string } | { itemId: string });

/**
 * Asks under a document, a step of it or an item, and finds who is to answer until when.
 * @throws AppError not_found for who may not read it, forbidden for a ★ that is not theirs to give, invalid_input for a
 *   step that is not there, conflict for a request that asked something else before
 */
export async function askQuestion(deps: Deps, session: Session, input: NewQuestion): Promise<{ questionId: string }> {
  const { corpId, actor } = session;
  const now = deps.now();
  const { requestId, text, starred } = input;
  return withCorp(deps.db, corpId, async (tx) => {
    const { placeOf } = await lookAtQuestions(tx, session, now);
    const spot =
      'itemId' in input ? { documentId: null, itemId: input.itemId } : { documentId: input.documentId, itemId: null };
    const stepKey = 'itemId' in input ? '' : input.stepKey;
    const found = await placeOf({ ...spot, handoverId: null });
    if (!found) throw new AppError('not_found');
    const { content } = found;
    const isStep = content?.format === 'sop' && content.steps.some(({ key }) => key === stepKey);
    if (stepKey !== '' && !isStep) throw new AppError('invalid_input', { field: 'stepKey' });
    const place = await placeOf({ ...spot, handoverId: found.item?.handoverId ?? null });
    const seat = await findQuestionOwner(tx, session, { ...found, handover: place?.handover ?? null }, now);
    if (starred && seat.handover) await lockCase(tx, corpId, seat.handover.id);
    if (starred && spot.documentId !== null) await lockDocument(tx, corpId, spot.documentId);
    // A ★ is given by what is so under the locks: the document may have been closed to HR just now.
    const held = starred ? await lookAtQuestions(tx, session, now) : { placeOf };
    const seated = await held.placeOf({ ...spot, handoverId: seat.handover?.id ?? null });
    if (!seated) throw new AppError('not_found');
    const base = {
      state: 'open' as const,
      starred,
      waived: false,
      shared: false,
      askerId: actor.userId,
      ownerId: seat.ownerId,
    };
    if (starred && !canStar(actor, { ...base, ...seated.facts })) throw new AppError('forbidden', { action: 'star' });
    const row = { corpId, ...spot, stepKey, requestId, text, starred, askerId: actor.userId };
    const asked = await insertQuestion(tx, {
      ...row,
      id: randomUUID(),
      handoverId: seat.handover?.id ?? null,
      ownerId: seat.ownerId,
      dueOn: await dueOnOf(tx, corpId, seat, now),
      createdAt: now,
      updatedAt: now,
    });
    if (!asked) {
      const before = await findAsked(tx, row);
      const isSame = before && SAID.every((field) => before[field] === row[field]);
      if (!isSame) throw new AppError('conflict');
      return { questionId: before.id };
    }
    const line = { corpId, questionId: asked.id, at: now, by: actor.userId };
    await addQuestionHistory(tx, { ...line, action: 'question.asked', details: { to: seat.ownerId, starred } });
    if (starred && seat.handover)
      await advanceCase(tx, { corpId, handoverId: seat.handover.id, now, by: actor.userId });
    return { questionId: asked.id };
  });
}

/** What makes two requests the same question. */
const SAID = ['text', 'documentId', 'itemId', 'stepKey'] as const;

/** The day a question is to be answered by whom it waits for. */
export async function dueOnOf(tx: Tx, corpId: string, { ownerId, handover }: QuestionSeat, now: Date): Promise<string> {
  const { calendar, settings } = await readCalendar(tx, corpId);
  const lastWorkingDay = handover?.leaverId === ownerId ? handover.lastWorkingDay : null;
  return questionDueOn(localDay(now), { answerDays: settings.answerDays ?? ANSWER_DAYS, lastWorkingDay, calendar });
}
