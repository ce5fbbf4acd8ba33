import { expect, it } from 'vitest';
import { keptAnswer } from './kept-answer.ts';

it('what one person typed is not there for the next who signs in on this device', () => {
  expect(keptAnswer('zhang', 'q1')).not.toBe(keptAnswer('li', 'q1'));
  expect(keptAnswer('zhang', 'q1')).not.toBe(keptAnswer('zhang', 'q2'));
  expect(keptAnswer('zhang', 'q1')).toBe(keptAnswer('zhang', 'q1'));
});
