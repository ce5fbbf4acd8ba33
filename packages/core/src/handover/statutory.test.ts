import { expect, test } from 'vitest';
import { statutoryDates } from './statutory.ts';

const none = { kind: 'departure', lastWorkingDay: null, legalEndDate: null } as const;
const on = (facts: Partial<Parameters<typeof statutoryDates>[0]>) =>
  statutoryDates({ ...none, ...facts }).map(({ key, dueOn }) => [key, dueOn]);

test('counts calendar days from the end of the contract, else from the last working day', () => {
  expect(on({})).toEqual([]);
  expect(on({ lastWorkingDay: '2026-12-18', legalEndDate: '2026-12-31' })).toEqual([
    ['certificate', '2026-12-31'],
    ['file_transfer', '2027-01-15'],
    ['social_insurance', '2027-01-15'],
  ]);
  expect(on({ lastWorkingDay: '2026-02-14' })[1]).toEqual(['file_transfer', '2026-03-01']);
});

test('asks nothing of a company that nobody leaves', () => {
  for (const kind of ['transfer', 'long_leave', 'project'] as const) {
    expect(on({ kind, lastWorkingDay: '2026-12-18' })).toEqual([]);
  }
});
