import { expect, test } from 'vitest';
import { blocksOf, inlinesOf } from './markdown-blocks.ts';

test('headings, paragraphs, quotes and both kinds of lists, as robots send them', () => {
  expect(blocksOf('### 交接单\n\n第一行\n第二行\n\n> 引用\n- 甲\n- 乙\n\n3. 丙\n4. 丁\n---')).toEqual([
    { kind: 'heading', level: 3, text: '交接单' },
    { kind: 'p', text: '第一行\n第二行' },
    { kind: 'quote', text: '引用' },
    { kind: 'list', ordered: false, start: 1, items: ['甲', '乙'] },
    { kind: 'list', ordered: true, start: 3, items: ['丙', '丁'] },
    { kind: 'rule' },
  ]);
});

test('an empty line ends a paragraph; two headings in a row stay two', () => {
  expect(blocksOf('一\n\n二')).toHaveLength(2);
  expect(blocksOf('# 一\n# 二')).toHaveLength(2);
  expect(blocksOf(' \r\n')).toEqual([]);
});

test('bold that ends in full-width punctuation is bold', () => {
  expect(inlinesOf('**注意：**请先备份')).toEqual([
    { kind: 'strong', inside: [{ kind: 'text', text: '注意：' }] },
    { kind: 'text', text: '请先备份' },
  ]);
});

test('links keep deep links for the client to judge; pictures load over http(s) only', () => {
  expect(inlinesOf('看[清单](dingtalk://dingtalkclient/page/link?url=x)')[1]).toEqual({
    kind: 'link',
    text: '清单',
    url: 'dingtalk://dingtalkclient/page/link?url=x',
  });
  expect(inlinesOf('![图](https://a/b.png)')).toEqual([{ kind: 'image', text: '图', url: 'https://a/b.png' }]);
  expect(inlinesOf('![图](javascript:alert(1))').some((part) => part.kind === 'image')).toBe(false);
});

test('HTML stays text, but for the colours and line breaks that DingTalk knows', () => {
  expect(inlinesOf('<img src=x onerror=alert(1)>')).toEqual([{ kind: 'text', text: '<img src=x onerror=alert(1)>' }]);
  expect(inlinesOf('<font color="#f00">逾期</font><br>')).toEqual([{ kind: 'text', text: '逾期' }, { kind: 'break' }]);
});
