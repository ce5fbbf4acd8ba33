import { and, asc, desc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { questionAnswers, questionHistory, questionSeconds, questions } from '../schema/index.ts';
import { orderedId } from './ordered-id.ts';

export type QuestionRow = typeof questions.$inferSelect;
export type AnswerRow = typeof questionAnswers.$inferSelect;
export type SecondRow = typeof questionSeconds.$inferSelect;
export type QuestionHistoryRow = typeof questionHistory.$inferSelect;

const one = (corpId: string, questionId: string) => and(eq(questions.corpId, corpId), eq(questions.id, questionId));

/** Asks, unless the same request did already. @returns undefined then */
export async function insertQuestion(tx: Tx, row: typeof questions.$inferInsert): Promise<QuestionRow | undefined> {
  const [stored] = await tx.insert(questions).values(row).onConflictDoNothing().returning();
  return stored;
}

/** What a request asked that was sent before. */
export async function findAsked(
  tx: Tx,
  { corpId, askerId, requestId }: Pick<QuestionRow, 'corpId' | 'askerId' | 'requestId'>,
): Promise<QuestionRow | undefined> {
  const [row] = await tx
    .select()
    .from(questions)
    .where(and(eq(questions.corpId, corpId), eq(questions.askerId, askerId), eq(questions.requestId, requestId)));
  return row;
}

export async function findQuestion(tx: Tx, corpId: string, questionId: string): Promise<QuestionRow | undefined> {
  const [row] = await tx.select().from(questions).where(one(corpId, questionId));
  return row;
}

/**
 * The same, its row locked. Locks are taken in this order: the case, the document, the question, of several questions by
 * their id; else two of them could wait for each other.
 */
export async function lockQuestion(tx: Tx, corpId: string, questionId: string): Promise<QuestionRow | undefined> {
  const [row] = await tx.select().from(questions).where(one(corpId, questionId)).for('no key update');
  return row;
}

/** Changes a question and its version; call under {@link lockQuestion}. @returns the row as it is now */
export async function updateQuestion(
  tx: Tx,
  { corpId, id, version }: Pick<QuestionRow, 'corpId' | 'id' | 'version'>,
  patch: Partial<QuestionRow>,
): Promise<QuestionRow> {
  const [row] = await tx
    .update(questions)
    .set({ ...patch, version: version + 1 })
    .where(and(one(corpId, id), eq(questions.version, version)))
    .returning();
  if (!row) throw new Error('a question was changed without its lock');
  return row;
}

/** Adds an answer, unless the same request did already. @returns whether it is new */
export async function insertAnswer(tx: Tx, row: Omit<typeof questionAnswers.$inferInsert, 'id'>): Promise<boolean> {
  const stored = await tx
    .insert(questionAnswers)
    .values({ ...row, id: orderedId(row.at) })
    .onConflictDoNothing()
    .returning({ id: questionAnswers.id });
  return stored.length > 0;
}

/** What a request answered that was sent before. */
export async function findAnswered(
  tx: Tx,
  { corpId, by, requestId }: Pick<AnswerRow, 'corpId' | 'by' | 'requestId'>,
): Promise<AnswerRow | undefined> {
  const [row] = await tx
    .select()
    .from(questionAnswers)
    .where(
      and(eq(questionAnswers.corpId, corpId), eq(questionAnswers.by, by), eq(questionAnswers.requestId, requestId)),
    );
  return row;
}

/** Answers to some questions, in the order they were given. */
export async function listAnswers(tx: Tx, corpId: string, questionIds: readonly string[]): Promise<AnswerRow[]> {
  if (questionIds.length === 0) return [];
  return tx
    .select()
    .from(questionAnswers)
    .where(and(eq(questionAnswers.corpId, corpId), inArray(questionAnswers.questionId, [...questionIds])))
    .orderBy(asc(questionAnswers.at), asc(questionAnswers.id));
}

/** Who asks the same, of some questions. */
export async function listSeconds(tx: Tx, corpId: string, questionIds: readonly string[]): Promise<SecondRow[]> {
  if (questionIds.length === 0) return [];
  return tx
    .select()
    .from(questionSeconds)
    .where(and(eq(questionSeconds.corpId, corpId), inArray(questionSeconds.questionId, [...questionIds])));
}

/** Which of some questions others ask too: seconded, or another was merged into it. */
export async function listShared(tx: Tx, corpId: string, questionIds: readonly string[]): Promise<Set<string>> {
  if (questionIds.length === 0) return new Set();
  const merged = await tx
    .select({ id: questions.mergedInto })
    .from(questions)
    .where(and(eq(questions.corpId, corpId), inArray(questions.mergedInto, [...questionIds])));
  const seconded = await listSeconds(tx, corpId, questionIds);
  return new Set([...merged.flatMap(({ id }) => id ?? []), ...seconded.map(({ questionId }) => questionId)]);
}

/** 同问, once each. */
export async function addSeconds(
  tx: Tx,
  { corpId, id }: Pick<QuestionRow, 'corpId' | 'id'>,
  userIds: readonly string[],
): Promise<void> {
  if (userIds.length === 0) return;
  const rows = userIds.map((userId) => ({ corpId, questionId: id, userId }));
  await tx.insert(questionSeconds).values(rows).onConflictDoNothing();
}

export async function removeSecond(
  tx: Tx,
  { corpId, id }: Pick<QuestionRow, 'corpId' | 'id'>,
  userId: string,
): Promise<void> {
  const mine = and(eq(questionSeconds.questionId, id), eq(questionSeconds.userId, userId));
  await tx.delete(questionSeconds).where(and(eq(questionSeconds.corpId, corpId), mine));
}

/** Appends, in this order; a trigger refuses every later change. */
export async function insertQuestionHistory(
  tx: Tx,
  rows: readonly (typeof questionHistory.$inferInsert)[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.insert(questionHistory).values(rows.map((row) => ({ id: orderedId(row.at), ...row })));
}

/** What happened to a question, newest first, at most `limit`. */
export function listQuestionHistory(
  tx: Tx,
  corpId: string,
  questionId: string,
  limit: number,
): Promise<QuestionHistoryRow[]> {
  return tx
    .select()
    .from(questionHistory)
    .where(and(eq(questionHistory.corpId, corpId), eq(questionHistory.questionId, questionId)))
    .orderBy(desc(questionHistory.at), desc(questionHistory.id))
    .limit(limit);
}

/** Questions whose answer is in the open draft of a document; call under the document's lock. */
export function listFoldedInDraft(tx: Tx, corpId: string, documentId: string): Promise<QuestionRow[]> {
  return tx
    .select()
    .from(questions)
    .where(
      and(
        eq(questions.corpId, corpId),
        eq(questions.documentId, documentId),
        isNotNull(questions.foldedAt),
        isNull(questions.foldedNumber),
      ),
    )
    .orderBy(asc(questions.id));
}

/** Questions whose answer came into a document after one of its versions; call under the document's lock. */
export function listFoldedAfter(tx: Tx, corpId: string, documentId: string, number: number): Promise<QuestionRow[]> {
  return tx
    .select()
    .from(questions)
    .where(and(eq(questions.corpId, corpId), eq(questions.documentId, documentId), gt(questions.foldedNumber, number)))
    .orderBy(asc(questions.id));
}

/** Notes where an answer is now. Not a change of the question that anybody could trip over. */
export async function noteFolded(
  tx: Tx,
  { corpId, id }: Pick<QuestionRow, 'corpId' | 'id'>,
  patch: Pick<QuestionRow, 'foldedAt' | 'foldedNumber'>,
): Promise<void> {
  await tx.update(questions).set(patch).where(one(corpId, id));
}

/** Accepted answers to questions under a document that are not in its text: search finds them there all the same. */
export function listAnswersNotIn(
  tx: Tx,
  corpId: string,
  documentId: string,
): Promise<{ id: string; question: string; answer: string }[]> {
  return tx
    .select({ id: questions.id, question: questions.text, answer: questionAnswers.text })
    .from(questions)
    .innerJoin(
      questionAnswers,
      and(eq(questionAnswers.corpId, questions.corpId), eq(questionAnswers.id, questions.acceptedAnswerId)),
    )
    .where(
      and(
        eq(questions.corpId, corpId),
        eq(questions.documentId, documentId),
        eq(questions.state, 'accepted'),
        isNull(questions.foldedNumber),
      ),
    )
    .orderBy(asc(questions.createdAt), asc(questions.id));
}
