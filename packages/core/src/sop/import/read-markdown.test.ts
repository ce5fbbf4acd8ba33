import { expect, it } from 'vitest';
import { leadLinks, linkTargets, resolveTarget } from './markdown-links.ts';
import { isActiveTarget, readMarkdown } from './read-markdown.ts';

it('front matter says what the file is, in Chinese or English; what is not understood is left out', () => {
  const text =
    '---\r\n标题: "换模: 三号机"\r\n类型: SOP\r\n主题: [换模, 三号机]\r\nowner: 张建国\r\nlayout: x\r\ntags:\r\n  - 安全\r\n---\r\n正文\r\n';
  const read = readMarkdown(text);
  expect(read.meta).toEqual({ title: '换模: 三号机', kind: 'SOP', subjects: ['安全'], owner: '张建国' });
  expect(read.content).toEqual({ format: 'markdown', text: '正文\n' });
});

it.each([
  ['# 换模 **步骤**\n\n正文', '换模 步骤', '\n正文'],
  ['前言\n\n## 第二级', '第二级', '前言\n\n## 第二级'],
  ['没有标题', undefined, '没有标题'],
  ['---\n标题: 甲\n---\n# 乙\n正文', '甲', '# 乙\n正文'],
])('the title of %j is %j', (text, title, body) => {
  const read = readMarkdown(text);
  expect(read.meta.title).toBe(title);
  expect(read.content).toMatchObject({ text: body });
});

it('links are led elsewhere, code stays as it is', () => {
  const text = '![图](a.png "说明") `![图](a.png)` [文](<b c.pdf>)\n\n```\n[x](a.png)\n```\n\n[ref]: d.png\n';
  expect(linkTargets(text)).toEqual(['a.png', 'b c.pdf', 'd.png']);
  expect(leadLinks(text, (target) => (target === 'b c.pdf' ? null : 'file:1'))).toBe(
    '![图](file:1 "说明") `![图](a.png)` [文](<b c.pdf>)\n\n```\n[x](a.png)\n```\n\n[ref]: file:1\n',
  );
});

it.each([
  ['SOP/换模.md', '图/a.png', 'SOP/图/a.png'],
  ['SOP/换模.md', '../图/a%20b.png', '图/a b.png'],
  ['SOP/换模.md', '/图/a.png?x#y', '图/a.png'],
  ['换模.md', '../../etc/passwd', null],
  ['换模.md', 'https://example.com/a.png', null],
  ['换模.md', '//example.com/a.png', null],
  ['换模.md', '#锚', null],
  ['换模.md', '100%.png', '100%.png'],
])('in %s, %s is %s', (from, target, path) => {
  expect(resolveTarget(from, target)).toBe(path);
});

it.each([
  'javascript:alert(1)',
  ' JaVa\tScript:alert(1)',
  'java\u200bscript:x',
  'data:text/html,x',
  'file:///etc/passwd',
  'vbscript:x',
])('%j is never kept', (target) => {
  expect(isActiveTarget(target)).toBe(true);
  expect(readMarkdown(`[x](<${target}>)`).problems.map(({ code }) => code)).toEqual(['link_dropped']);
});

it('HTML that would run elsewhere is named', () => {
  expect(readMarkdown('a <script>alert(1)</script>').problems).toEqual([{ code: 'script_dropped' }]);
  expect(readMarkdown('a <img src=x onerror=alert(1)>').problems).toEqual([{ code: 'script_dropped' }]);
  expect(readMarkdown('5 < 6 且 a > b').problems).toEqual([]);
});
