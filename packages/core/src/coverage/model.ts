import type { DocumentState } from '../sop/model.ts';

/**
 * 职责 and 知识覆盖, as plain data. A responsibility belongs to a position. What is judged is the position and its
 * responsibilities, never a person: names are shown to whoever can act on them, and nobody is counted or ranked.
 */

export const FREQUENCIES = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'on_demand'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/**
 * How somebody is known to be able to do it, the strongest first: whoever leads the position saw them do it alone; they
 * wrote what is published about it; they confirmed having read that.
 */
export const CAPABILITIES = ['doer', 'author', 'reader'] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** What keeps a responsibility from outliving the people who have it, the worst first. */
export const GAPS = [
  'no_sop', // nothing published says how
  'nobody', // nobody who stays can do it
  'one_person', // one person who stays can
  'sop_overdue', // what is published waits for its review
  'unowned', // nobody who is here answers for it
] as const;
export type Gap = (typeof GAPS)[number];

/** Whether it is written down: in date, published but waiting for its review, or not at all. */
export type SopState = 'in_date' | 'overdue' | 'missing';

export type LinkedDocument = { state: DocumentState; reviewOn: string | null };
/** `leaving`: here today and known to go. Who has left is not listed at all. */
export type CapablePerson = { userId: string; capability: Capability; leaving: boolean };

/** What the rules have to know of a responsibility. */
export type ResponsibilityFacts = {
  starred: boolean;
  /** Somebody who is here and not leaving answers for it. */
  owned: boolean;
  /** Linked documents that the position's people may read. */
  documents: readonly LinkedDocument[];
  people: readonly CapablePerson[];
};

export type JudgedResponsibility = {
  starred: boolean;
  sop: SopState;
  /** Who can do it and stays. Having read about it is not being able to: readers do not count. */
  canDo: number;
  /** Can do it and is about to go. */
  leaving: number;
  gaps: readonly Gap[];
};

/** What the rules have to know of a position. */
export type PositionFacts = {
  key: string;
  name: string;
  /** Who holds it today, those about to leave included. */
  holders: number;
  leavingHolders: number;
  responsibilities: readonly JudgedResponsibility[];
};
