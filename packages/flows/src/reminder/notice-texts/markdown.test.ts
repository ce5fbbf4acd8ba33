import { expect, it } from 'vitest';
import { plain } from './markdown.ts';

it.each([
  ['见 https://wiki.example.com/a', '见 https：//wiki.\u200bexample.\u200bcom/a'],
  ['dingtalk://x', 'dingtalk：//x'],
  ['参数 3.5，版本 v1.2.3', '参数 3.5，版本 v1.2.3'],
  ['a_b [c](d)', 'a\\_b \\[c\\](d)'],
])('%s is read as it stands and is no link', (typed, said) => {
  expect(plain(typed)).toBe(said);
});
