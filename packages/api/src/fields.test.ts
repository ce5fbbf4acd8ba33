import { expect, test } from 'vitest';
import { listQuery } from './handovers.ts';
import { link, peopleQuery, reason, sentence, signInBody, userId, version } from './index.ts';
import { draftBody } from './items.ts';

const DIRTY = 'a\u0000b\ud800c\udc00d';

test('no field lets through what the database does not take for a character', () => {
  expect(sentence(10).parse(` ${DIRTY} `)).toBe('abcd');
  expect(reason.parse(DIRTY)).toBe('abcd');
  expect(userId.parse(DIRTY)).toBe('abcd');
  expect(peopleQuery.parse({ q: DIRTY })).toEqual({ q: 'abcd' });
  expect(listQuery.parse({ q: '\u0000', cursor: DIRTY })).toMatchObject({ q: '', cursor: 'abcd' });
  expect(signInBody.parse({ corpId: DIRTY, code: DIRTY })).toEqual({ corpId: 'abcd', code: 'abcd' });
  expect(link.parse(`https://example.com/${DIRTY}`)).toBe('https://example.com/abcd');
  const evidence = [{ type: 'LIST', columns: [DIRTY], rows: [[DIRTY]], noneBecause: DIRTY }];
  expect(draftBody.parse({ version: 1, evidence }).evidence).toEqual([
    { type: 'LIST', columns: ['abcd'], rows: [['abcd']], noneBecause: 'abcd' },
  ]);
});

test('lengths count what is left, and whole characters stay', () => {
  expect(reason.safeParse('a\u0000').success).toBe(false);
  expect(userId.safeParse('\u0000').success).toBe(false);
  expect(sentence(10).parse('𠮷野家👩‍🔧')).toBe('𠮷野家👩‍🔧');
});

test('a version is one that a row can have', () => {
  expect(version.safeParse(2 ** 31).success).toBe(false);
  expect(version.parse(2 ** 31 - 1)).toBe(2 ** 31 - 1);
});
