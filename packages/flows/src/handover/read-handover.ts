import {
  AppError,
  awaitsReleaseBy,
  canSeeCase,
  canSeeItem,
  canSeeWhyWithdrawn,
  caseAbilities,
  gateBlockers,
  localDay,
  type PreflightCode,
  statutoryDates,
} from '@baton/core';
import {
  type CardRow,
  findCase,
  type HandoverRow,
  type HistoryRow,
  listCaseHistory,
  listDocumentsHeldBy,
  listItems,
  listPositionRows,
  listQuestionsHoldingUp,
  listQuestionsWaitingFor,
  listTemplateNames,
  type Tx,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { peopleOfCard, toItemCard } from '../item/to-item-card.ts';
import { type Naming, namePeople } from '../people/name-people.ts';
import { lookAtQuestions } from '../question/look-at-questions.ts';
import { toQuestionViews } from '../question/to-question-view.ts';
import { checkPreflight } from './check-preflight.ts';
import { toCaseCard } from './to-case-card.ts';
import { peopleOfHistory, toHistoryEntry } from './to-history-entry.ts';

/** Lines of history shown with a case. */
const HISTORY_LINES = 300;

export type HandoverRead = Awaited<ReturnType<typeof readHandover>>;

/**
 * 交接单: dates, people, items, what holds up the release, the statutory clock, history, and what the person asking may
 * do now. Restricted items are left out for who may not see them; progress counts them all the same. Why a case was
 * withdrawn is told to those only who decide on it.
 * @throws AppError not_found, also for who may not see it
 */
export function readHandover(deps: Deps, session: Session, { handoverId }: { handoverId: string }) {
  const { corpId, actor } = session;
  const now = deps.now();
  const today = localDay(now);
  return withCorp(deps.db, corpId, async (tx) => {
    const row = await findCase(tx, corpId, handoverId);
    const items = row ? await listItems(tx, corpId, [handoverId]) : [];
    if (!row || !canSeeCase(actor, row, items, now)) throw new AppError('not_found');
    const visible = items.filter((item) => canSeeItem(actor, row, item, now));
    const titles = new Map(visible.map((item) => [item.id, item.title]));
    const history = (await listCaseHistory(tx, corpId, handoverId, HISTORY_LINES)).filter(
      (line) => line.itemId === null || titles.has(line.itemId),
    );
    const preflight = row.state === 'preparing' ? await checkPreflight(tx, { corpId, handoverId, now }) : [];
    const name = await namePeople(tx, corpId, [
      ...peopleOfCase(row),
      ...items.flatMap(peopleOfCard),
      ...history.flatMap(peopleOfHistory),
      ...preflight.flatMap(({ subject, fixerIds }) => [subject, ...fixerIds]),
    ]);
    const cards = (rows: readonly CardRow[]) => rows.map((item) => toItemCard(item, name, today));
    const blockers = gateBlockers(items);
    const knowsWhy = canSeeWhyWithdrawn(actor, row, now);
    const questions = await listQuestionsHoldingUp(tx, corpId, handoverId);
    const looking = questions.length > 0 ? await lookAtQuestions(tx, session, now) : null;
    const gateQuestions = looking ? await toQuestionViews(tx, session, questions, { ...looking, now }) : [];
    return {
      ...toCaseCard(row, items, name, today),
      ...plainFields(row),
      withdrawnBecause: knowsWhy ? row.withdrawnBecause : '',
      ...namedPeople(row, name),
      ...(await boundNames(tx, row)),
      items: cards(visible.toSorted((a, b) => a.position - b.position)),
      preflight: preflight.map(({ code, blocking, subject, fixerIds }) => ({
        code,
        blocking,
        subject,
        person: ABOUT_A_PERSON.includes(code) ? name(subject) : null,
        fixers: fixerIds.map((userId) => name(userId)),
      })),
      gate: {
        open: items.length > 0 && blockers.length + questions.length === 0,
        blockers: cards(blockers.filter(({ id }) => titles.has(id))),
        questions: gateQuestions,
        unseenQuestions: awaitsReleaseBy(actor, row, now) ? questions.length - gateQuestions.length : 0,
        mine: awaitsReleaseBy(actor, row, now),
        passesOn: awaitsReleaseBy(actor, row, now) ? await countPassedOn(tx, row, name) : null,
      },
      statutory: statutoryDates(row),
      history: history.map((line) => toHistoryEntry(knowsWhy ? line : withoutReason(line), name, titles)),
      abilities: caseAbilities(actor, row, now),
    };
  });
}

/** What the release gives to others: said before it is done. */
async function countPassedOn(tx: Tx, { corpId, leaverId, successorId }: HandoverRow, name: Naming) {
  const documents = await listDocumentsHeldBy(tx, corpId, [leaverId]);
  const questions = await listQuestionsWaitingFor(tx, corpId, [leaverId]);
  return { documents: documents.length, questions: questions.length, successor: name(successorId) };
}

/** Problems whose subject is a userId. */
const ABOUT_A_PERSON: readonly PreflightCode[] = ['person_left', 'successor_is_leaver'];

const withoutReason = (line: HistoryRow): HistoryRow =>
  line.action === 'case.withdrawn' ? { ...line, details: { ...line.details, because: null } } : line;

const peopleOfCase = (row: HandoverRow) => [
  row.leaverId,
  row.managerId,
  row.successorId,
  row.interimHolderId,
  row.witnessId,
  row.hrId,
  row.releasedBy,
];

const namedPeople = (row: HandoverRow, name: Naming) => ({
  manager: name(row.managerId),
  interimHolder: name(row.interimHolderId),
  witness: name(row.witnessId),
  hr: name(row.hrId),
  releasedBy: name(row.releasedBy),
});

const plainFields = ({ version, source, legalEndDate, accessCutoffAt, launchedAt, releasedAt }: HandoverRow) => ({
  version,
  source,
  legalEndDate,
  accessCutoffAt,
  launchedAt,
  releasedAt,
});

/** Position and templates by name, as the case was bound to them. */
async function boundNames(tx: Tx, row: HandoverRow) {
  const positions = await listPositionRows(tx, row.corpId);
  const templates = await listTemplateNames(tx, row.corpId);
  const nameOf = (list: readonly { key: string; name: string }[], key: string) =>
    list.find((entry) => entry.key === key)?.name ?? key;
  const { positionKey: key, positionRule: rule } = row;
  return {
    position: key === null ? null : { key, name: nameOf(positions, key), rule },
    templates: row.templates.map((bound) => ({ ...bound, name: nameOf(templates, bound.key) })),
  };
}
