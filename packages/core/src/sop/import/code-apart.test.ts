import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../search/plain-markdown.ts';
import { codeApart } from './code-apart.ts';
import { leadLinks } from './markdown-links.ts';
import { readMarkdown } from './read-markdown.ts';

const codeOf = (text: string) =>
  codeApart(text)
    .filter(({ code }) => code)
    .map(({ piece }) => piece);

describe('code and the rest', () => {
  it.each([
    ['a `b` c', ['`b`']],
    ['a ``b ` c`` d', ['``b ` c``']],
    ['a `b c', []],
    ['`` a ` b', []],
    ['一\n```\n[x](y)\n```\n二 `z`', ['```\n[x](y)\n```\n', '`z`']],
    ['~~~\n```\n~~~\nx', ['~~~\n```\n~~~\n']],
    ['````\n```\n````\n', ['````\n```\n````\n']],
    ['```\nnever closed', ['```\nnever closed']],
  ])('%j', (text, code) => {
    expect(codeOf(text)).toEqual(code);
    expect(
      codeApart(text)
        .map(({ piece }) => piece)
        .join(''),
    ).toBe(text);
  });

  it('a link in code stays where it leads', () => {
    expect(leadLinks('[a](x) `[a](x)` [a](x)', () => 'y')).toBe('[a](y) `[a](x)` [a](y)');
  });
});

// Each of these took minutes when a pattern read the text anew from each of its places: the test would not end in time.
describe('unlucky texts of half a million characters', () => {
  const long = 500_000;
  const runs = Array.from({ length: 1000 }, (_, n) => '`'.repeat(n + 1)).join(' ');
  it.each([
    ['runs of backticks, none as long as another', runs],
    ['blanks', `# a${' '.repeat(long)}b`],
    ['blanks in a line', `a${' '.repeat(long)}b`],
    ['a heading of signs', `# ${'#'.repeat(long)} x`],
    ['brackets that never close', '['.repeat(long)],
    ['bars', '| '.repeat(long / 2)],
    ['dashes', `${'-'.repeat(long)}x`],
  ])('%s', (_name, text) => {
    expect(codeApart(text).length).toBeGreaterThan(0);
    expect(leadLinks(text, () => null)).toBe(text);
    expect(readMarkdown(text).content).toBeDefined();
    expect(plainMarkdown(text).length).toBeLessThanOrEqual(2 * text.length);
  });
});
