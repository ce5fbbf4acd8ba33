import { UNPUBLISHED } from '../sop/model.ts';
import { isDueForReview } from '../sop/review.ts';
import {
  CAPABILITIES,
  type CapablePerson,
  GAPS,
  type Gap,
  type JudgedResponsibility,
  type LinkedDocument,
  type ResponsibilityFacts,
  type SopState,
} from './model.ts';

/** Two can do it: one may fall ill or leave. Fewer is a gap. */
export const ENOUGH_PEOPLE = 2;

/** Whether a responsibility is written down. One document in date is enough. @param today `YYYY-MM-DD`, Asia/Shanghai */
export function sopStateOf(documents: readonly LinkedDocument[], today: string): SopState {
  const published = documents.filter(({ state }) => !UNPUBLISHED.includes(state) && state !== 'obsolete');
  if (published.length === 0) return 'missing';
  return published.every((document) => isDueForReview(document, today)) ? 'overdue' : 'in_date';
}

/** Each person once, by the strongest of what is known of them; the strongest first. */
export function strongest(people: readonly CapablePerson[]): CapablePerson[] {
  const ordered = people.toSorted((a, b) => CAPABILITIES.indexOf(a.capability) - CAPABILITIES.indexOf(b.capability));
  return ordered.filter(({ userId }, index) => ordered.findIndex((person) => person.userId === userId) === index);
}

/** What is missing for a responsibility to outlive whoever has it today. @param today `YYYY-MM-DD`, Asia/Shanghai */
export function judgeResponsibility(facts: ResponsibilityFacts, today: string): JudgedResponsibility {
  const able = strongest(facts.people).filter(({ capability }) => capability !== 'reader');
  const leaving = able.filter((person) => person.leaving).length;
  const canDo = able.length - leaving;
  const sop = sopStateOf(facts.documents, today);
  const holds: Record<Gap, boolean> = {
    no_sop: sop === 'missing',
    nobody: canDo === 0,
    one_person: canDo > 0 && canDo < ENOUGH_PEOPLE,
    sop_overdue: sop === 'overdue',
    unowned: !facts.owned,
  };
  return { starred: facts.starred, sop, canDo, leaving, gaps: GAPS.filter((gap) => holds[gap]) };
}
