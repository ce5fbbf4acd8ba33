/** A question on a document, on a step of it, or on an item of a handover, as plain data. Words: docs/GLOSSARY.md. */

/** 待回答 → 已回答 → 已采纳; aside 已撤回 and 已合并 (the same was asked before). */
export const QUESTION_STATES = ['open', 'answered', 'accepted', 'withdrawn', 'merged'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

export const QUESTION_ACTIONS = [
  'answer',
  'accept', // an answer helped
  'reopen', // it did not after all; says why
  'withdraw',
  'merge', // asked before: goes on there
  'star', // ★: holds up the release until answered; taken off by the same action
  'waive', // ★ and let go, saying why and what risk remains
  'second', // 同问
  'fold', // puts the accepted answer into the document's draft
] as const;
export type QuestionAction = (typeof QUESTION_ACTIONS)[number];

/** What somebody is to a question. Several may hold at once. */
export const QUESTION_RELATIONS = [
  'asker',
  'owner', // whom it waits for
  'keeper', // owner of the document it is about
  'successor', // of the case it belongs to, or interim holder
  'manager', // of that case
  'hr', // of that case
  'reader', // may read the document or item, which everybody here may
] as const;
export type QuestionRelation = (typeof QUESTION_RELATIONS)[number];

/** What the rules need to know of a question. */
export type QuestionFacts = {
  state: QuestionState;
  starred: boolean;
  /** Let go by HR or the manager: it is still open and holds nothing up. */
  waived: boolean;
  askerId: string;
  ownerId: string;
  /** Null for a question on an item. */
  keeperId: string | null;
  /** The departure it belongs to while that is open; else null. */
  handover: {
    leaverId: string;
    successorId: string | null;
    interimHolderId: string | null;
    managerId: string | null;
  } | null;
  /** HR reads what it is about; a ★ that HR cannot read could not be let go. */
  starrable: boolean;
  /** Others ask it too: seconded, or another was merged into it. */
  shared: boolean;
  /** By the document's own rules, the person may write in it now. */
  editable: boolean;
};

/** Working days within which a question is to be answered; a company's setting goes before. */
export const ANSWER_DAYS = 3;
