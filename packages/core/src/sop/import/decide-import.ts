import type { ImportDecision } from './model.ts';

/** What is known of a source when it comes: the document it became last time, if it did and the person may know. */
export type ImportFacts = {
  /** Something keeps it from becoming a document, or the person said skip. */
  isBarred: boolean;
  /** It belongs to another document, as a picture or file of it. */
  isAttachment: boolean;
  known: null | {
    /** The source is word for word what was imported last time, or says what the document says now. */
    isSame: boolean;
    isObsolete: boolean;
    mayEdit: boolean;
    /** `ours`: still as the last import left it, written on by nobody; `theirs`: somebody's work. */
    draft: 'none' | 'ours' | 'theirs';
  };
};

type Rule = { when: (facts: ImportFacts) => boolean; gives: ImportDecision };

/** First match wins. A draft that somebody writes in is never touched. */
const RULES: readonly Rule[] = [
  { when: ({ isBarred }) => isBarred, gives: 'skip' },
  { when: ({ isAttachment }) => isAttachment, gives: 'attach' },
  { when: ({ known }) => known === null, gives: 'create' },
  { when: ({ known }) => known?.isSame === true, gives: 'unchanged' },
  { when: ({ known }) => known?.isObsolete === true || known?.mayEdit === false, gives: 'conflict' },
  { when: ({ known }) => known?.draft === 'theirs', gives: 'conflict' },
];

export const decideImport = (facts: ImportFacts): ImportDecision =>
  RULES.find(({ when }) => when(facts))?.gives ?? 'update';
