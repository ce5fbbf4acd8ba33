import { expect, it } from 'vitest';
import { hrOfCase } from './hr-of-case.ts';

it.each([
  ['the one it was given to', 'b', ['a', 'b', 'c'], ['b']],
  ['nobody was named', null, ['a', 'b'], ['a', 'b']],
  ['that one left or is no longer HR', 'gone', ['a', 'b'], ['a', 'b']],
  ['the leaver is HR', 'leaver', ['leaver', 'b'], ['b']],
  ['the leaver is all of HR', null, ['leaver'], []],
  ['nobody is HR', 'b', [], []],
])('%s', (_, hrId, holders, expected) => {
  expect(hrOfCase({ hrId, leaverId: 'leaver' }, holders)).toEqual(expected);
});
