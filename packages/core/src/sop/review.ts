import { addDays, localDay } from '../calendar.ts';
import type { DocumentKind } from './model.ts';

/** Days until a document is to be looked at again; null: a record of what was, which does not age. */
const REVIEW_DAYS: Readonly<Record<DocumentKind, number | null>> = {
  job_description: 365,
  sop: 180,
  task_template: 180,
  work_result: null,
  meeting_record: null,
  faq: 180,
};

/** 财务、安全、权限: what does harm when it is out of date is looked at every quarter. */
const DELICATE_DAYS = 90;
const DELICATE_POSITIONS: readonly string[] = ['finance'];
const DELICATE_SUBJECTS = ['财务', '安全', '权限'] as const;

export type Reviewed = {
  kind: DocumentKind;
  positionKey: string | null;
  subjects: readonly string[];
  /** What somebody set for this document; null: by its kind. */
  reviewDays: number | null;
};

/** How many calendar days a verification of this document holds; null: for good. */
export function reviewDaysOf({ kind, positionKey, subjects, reviewDays }: Reviewed): number | null {
  if (reviewDays !== null) return reviewDays;
  const usual = REVIEW_DAYS[kind];
  const isWorkedBy = kind === 'sop' || kind === 'task_template' || kind === 'faq';
  const isDelicate =
    (positionKey !== null && DELICATE_POSITIONS.includes(positionKey)) ||
    subjects.some((subject) => DELICATE_SUBJECTS.some((word) => subject.includes(word)));
  return isWorkedBy && isDelicate ? DELICATE_DAYS : usual;
}

/** The day on which a document verified at that instant is to be looked at again, or null. */
export function nextReviewOn(document: Reviewed, verifiedAt: Date): string | null {
  const days = reviewDaysOf(document);
  return days === null ? null : addDays(localDay(verifiedAt), days);
}

/** Whether it waits to be verified: it was flagged, or its day has come. */
export const isDueForReview = (
  { state, reviewOn }: { state: string; reviewOn: string | null },
  today: string,
): boolean => state === 'needs_review' || (state === 'published' && reviewOn !== null && reviewOn <= today);
