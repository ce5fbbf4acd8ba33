import { holdsUp, localDay, type QuestionFacts, questionAbilities } from '@baton/core';
import { listAnswers, listQuestionHistory, listSeconds, listShared, type QuestionRow, type Tx } from '@baton/db';
import type { Session } from '../deps.ts';
import type { HistoryDetails } from '../handover/add-history.ts';
import { namePeople } from '../people/name-people.ts';
import { type lookAtQuestions, type QuestionPlace, toQuestionFacts } from './look-at-questions.ts';

type Looking = Awaited<ReturnType<typeof lookAtQuestions>>;

/**
 * Questions as one person may see them, in this order; those on what they may not read are left out, and with them every
 * trace that there are such.
 */
export async function toQuestionViews(
  tx: Tx,
  { corpId, actor }: Pick<Session, 'corpId' | 'actor'>,
  rows: readonly QuestionRow[],
  { placeOf, now }: Looking & { now: Date },
) {
  const seen: { question: QuestionRow; place: QuestionPlace }[] = [];
  for (const question of rows) {
    const place = await placeOf(question);
    if (place) seen.push({ question, place });
  }
  const ids = seen.map(({ question }) => question.id);
  const answers = await listAnswers(tx, corpId, ids);
  const seconds = await listSeconds(tx, corpId, ids);
  const shared = await listShared(tx, corpId, ids);
  const name = await namePeople(tx, corpId, [
    ...seen.flatMap(({ question }) => [question.askerId, question.ownerId, question.waiver?.by]),
    ...answers.map(({ by }) => by),
  ]);
  const today = localDay(now);
  return seen.map(({ question, place }) => {
    const facts = toQuestionFacts(question, place, shared.has(question.id));
    const { id, version, text, state, dueOn, reopenedBecause, createdAt, foldedAt, foldedNumber } = question;
    const asking = seconds.filter(({ questionId }) => questionId === id);
    return {
      ...{ id, version, text, state, dueOn, reopenedBecause, mergedInto: question.mergedInto },
      askedAt: createdAt,
      asker: name(question.askerId),
      owner: name(question.ownerId),
      overdue: state === 'open' && dueOn < today,
      ...departureOf(question, place, facts),
      document: place.document && { id: place.document.id, title: place.document.title },
      step: stepOf(question, place),
      item: place.item && { id: place.item.id, title: place.item.title },
      answers: answers
        .filter(({ questionId }) => questionId === id)
        .map((answer) => ({
          ...{ id: answer.id, text: answer.text, at: answer.at, by: name(answer.by) },
          accepted: answer.id === question.acceptedAnswerId,
        })),
      seconds: asking.length,
      seconded: asking.some(({ userId }) => userId === actor.userId),
      waiver: place.knowsCase && question.waiver ? { ...question.waiver, by: name(question.waiver.by) } : null,
      // That something waits in a draft is for whoever may read it.
      folded: foldedNumber === null && foldedAt !== null && place.seesDraft,
      foldedNumber,
      abilities: questionAbilities(actor, facts),
    };
  });
}

/** What a question says of somebody's departure: nothing to whoever may read the document and is nothing to the case. */
function departureOf(question: QuestionRow, { knowsCase, handover }: QuestionPlace, facts: QuestionFacts) {
  if (!knowsCase) return { starred: false, holdsUp: false, handoverId: null };
  return {
    starred: question.starred,
    holdsUp: handover !== null && holdsUp(facts),
    handoverId: handover?.id ?? null,
  };
}

/** The step as it is now; a step that is gone leaves the question with the document. */
function stepOf({ stepKey }: QuestionRow, { content }: QuestionPlace) {
  if (content?.format !== 'sop') return null;
  const at = content.steps.findIndex(({ key }) => key === stepKey);
  const step = content.steps[at];
  return step ? { key: stepKey, number: at + 1, action: step.action } : null;
}

/** Lines of history that a reply carries. */
const HISTORY = 100;
const PEOPLE = ['to', 'from'] as const;

/** Lines that tell of a departure. */
const OF_A_CASE: readonly string[] = ['question.starred', 'question.unstarred', 'question.waived'];

/**
 * What happened to a question, newest first, with names; the lines that tell of a draft only to who may read it, those
 * that tell of a departure only to its people.
 */
export async function questionHistoryOf(
  tx: Tx,
  corpId: string,
  questionId: string,
  { seesDraft, knowsCase }: Pick<QuestionPlace, 'seesDraft' | 'knowsCase'>,
) {
  const rows = (await listQuestionHistory(tx, corpId, questionId, HISTORY)).filter(
    ({ action }) => (seesDraft || action !== 'question.folded') && (knowsCase || !OF_A_CASE.includes(action)),
  );
  const people = rows.flatMap(({ by, details }) => [by, ...PEOPLE.map((key) => details[key])]);
  const name = await namePeople(
    tx,
    corpId,
    people.filter((id): id is string => typeof id === 'string'),
  );
  return rows.map(({ id, at, by, action, details: kept }) => {
    const { request: _request, into: _into, starred, ...details } = kept as HistoryDetails;
    if (knowsCase && starred !== undefined) details.starred = starred;
    for (const key of PEOPLE) {
      const userId = details[key];
      if (typeof userId === 'string') details[key] = name(userId).name;
    }
    return { id, at, by: by === 'system' ? null : name(by), action, details };
  });
}
