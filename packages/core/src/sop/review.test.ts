import { describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from './model.ts';
import { isDueForReview, nextReviewOn, type Reviewed, reviewDaysOf } from './review.ts';

const about = (changes: Partial<Reviewed>): Reviewed => ({
  kind: 'sop',
  positionKey: 'maintenance',
  subjects: [],
  reviewDays: null,
  ...changes,
});

describe('reviewDaysOf', () => {
  it.each([
    ['job_description', 365, 365],
    ['sop', 180, 90],
    ['task_template', 180, 90],
    ['work_result', null, null],
    ['meeting_record', null, null],
    ['faq', 180, 90],
  ] as const)('%s: %s days, %s where being out of date does harm', (kind, usual, delicate) => {
    expect(reviewDaysOf(about({ kind }))).toBe(usual);
    expect(reviewDaysOf(about({ kind, positionKey: 'finance' }))).toBe(delicate);
    for (const subject of ['安全生产', '系统权限', '财务制度']) {
      expect(reviewDaysOf(about({ kind, subjects: ['报销', subject] }))).toBe(delicate);
    }
  });

  it('what was set for the document itself wins', () => {
    for (const kind of DOCUMENT_KINDS) {
      expect(reviewDaysOf(about({ kind, positionKey: 'finance', subjects: ['安全'], reviewDays: 30 }))).toBe(30);
    }
  });
});

it('the next review is counted in Shanghai’s days', () => {
  expect(nextReviewOn(about({ reviewDays: 1 }), new Date('2026-03-02T15:59:59.999Z'))).toBe('2026-03-03');
  expect(nextReviewOn(about({ reviewDays: 1 }), new Date('2026-03-02T16:00:00.000Z'))).toBe('2026-03-04');
  expect(nextReviewOn(about({}), new Date('2026-03-02T02:00:00.000Z'))).toBe('2026-08-29');
  expect(nextReviewOn(about({ kind: 'meeting_record' }), new Date('2026-03-02T02:00:00.000Z'))).toBeNull();
});

it.each([
  ['published', '2026-03-02', true],
  ['published', '2026-03-03', false],
  ['published', null, false],
  ['needs_review', null, true],
  ['needs_review', '2027-01-01', true],
  ['draft', '2026-03-02', false],
  ['in_review', '2026-03-02', false],
  ['obsolete', '2026-03-02', false],
])('%s with review on %s is due: %s', (state, reviewOn, expected) => {
  expect(isDueForReview({ state, reviewOn }, '2026-03-02')).toBe(expected);
});
