import { expect, it } from 'vitest';
import { distinctParts } from './distinct-parts.ts';

it.each([
  [
    ['问答#甲', '问答#乙'],
    ['问答#甲', '问答#乙'],
  ],
  [
    ['甲', '甲', '甲'],
    ['甲', '甲#2', '甲#3'],
  ],
  // One is called as the number of another would be.
  [
    ['甲', '甲#2', '甲', '甲#2'],
    ['甲', '甲#2', '甲#3', '甲#2#2'],
  ],
  [[''], ['']],
])('parts %j are told apart as %j', (parts, told) => {
  expect(distinctParts(parts)).toEqual(told);
});

it('long names are cut between characters, and what is the same then is told apart', () => {
  const long = `问答#${'😀'.repeat(300)}`;
  const [one = '', two = ''] = distinctParts([`${long}一`, `${long}二`]);
  expect(one.endsWith('😀')).toBe(true);
  expect([[...one].length, two]).toEqual([150, `${one}#2`]);
});

it('a sheet of fifty thousand rows that are called the same is told apart in no time', () => {
  const told = distinctParts(Array.from({ length: 50_000 }, () => '甲'));
  expect(new Set(told).size).toBe(50_000);
});
