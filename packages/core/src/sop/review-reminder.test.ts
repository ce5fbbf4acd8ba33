import { expect, it } from 'vitest';
import { reviewRung } from './review-reminder.ts';

const days = Array.from({ length: 21 }, (_, late) => late);

it.each([
  ['acting', [0, 3, 7, 12, 17]],
  ['owner', [7, 12, 17]],
  ['manager', [10, 15, 20]],
] as const)('%s hears on days %j, and of nothing in between', (seat, expected) => {
  const rungs = days.map((late) => reviewRung(seat, late));
  expect([...new Set(rungs)].filter((rung) => rung !== null)).toEqual(expected);
  for (const [late, rung] of rungs.entries()) expect(rung === null || rung <= late).toBe(true);
  for (const rung of expected) expect(reviewRung(seat, rung)).toBe(rung);
});
