import { describe, expect, test } from 'vitest';
import { rarestFirst, searchKeys } from './choose-keys.ts';
import { cutQuery } from './cut-query.ts';
import { cutText } from './cut-text.ts';
import { foldSearch, foldWithPlaces } from './fold-search.ts';
import { keyOf, keysOf } from './keys.ts';
import { plainMarkdown } from './plain-markdown.ts';
import { rankCandidates } from './rank.ts';
import { cutSnippet } from './snippet.ts';

const textsOf = (text: string) => cutText(foldSearch(text)).map(({ text: term }) => term);

describe('what a text is cut into', () => {
  test.each([
    ['费用报销', ['费', '费用', '用', '用报', '报', '报销', '销']],
    ['FX-3U', ['fx', '3', 'u', '3u', 'fx3u']],
    ['FX3U', ['fx', '3', 'u', 'fx3u']],
    ['3号机', ['3', '3号', '号', '号机', '机']],
    ['三号机PLC', ['三', '三号', '号', '号机', '机', '机plc', 'plc']],
    ['Q/GB 123-2020', ['q', 'gb', 'qgb', '123', '2020', '1232020']],
    ['設備點檢', ['设', '设备', '备', '备点', '点', '点检', '检']],
    ['ＡＢＣ１２', ['abc', '12', 'abc12']],
    ['𠮷野家', ['𠮷', '𠮷野', '野', '野家', '家']],
    ['', []],
    ['，。！', []],
  ])('%s', (text, terms) => expect(textsOf(text)).toEqual(terms));

  test('terms stand where they say', () => {
    const text = foldSearch('三号机 FX-3U 换型');
    for (const { kind, text: term, at } of cutText(text))
      if (kind !== 'word' || term !== 'fx3u') expect(text.slice(at, at + term.length)).toBe(term);
  });
});

test('a folded text knows where each unit came from', () => {
  const text = 'Ａ㎏設𠮷b';
  const { folded, places } = foldWithPlaces(text);
  expect(folded).toBe('akg设𠮷b');
  expect(places).toEqual([0, 1, 1, 2, 3, 3, 5, 6]);
});

test('what carries the subject weighs more than what asks for it', () => {
  const weights = new Map(cutQuery('保压压力是多少？').map(({ text, weight }) => [text, weight]));
  expect(weights.get('压力')).toBe(1);
  expect(weights.get('多少')).toBeLessThan(0.2);
  expect(weights.get('的')).toBeUndefined();
  expect(cutQuery('？！')).toEqual([]);
});

test.each([
  ['**注意：**先~~开机~~关机', '注意：先开机关机'],
  ['## 步骤\n\n- [x] 关机\n> 上锁', '步骤\n关机\n上锁'],
  ['见[流程](https://x.cn/a)与![图](file:1)', '见流程与图'],
  ['| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |', '甲 · 乙\n1 · 2'],
  ['2 * 3 - 1', '2 * 3 - 1'],
])('without its signs: %j', (text, plain) => expect(plainMarkdown(text)).toBe(plain));

test('two companies share no number, and no number is 0', () => {
  const one = new Set(keysOf('corp-a', { title: '费用报销', body: '发票三十日内交财务', attached: '' }));
  const other = keysOf('corp-b', { title: '费用报销', body: '发票三十日内交财务', attached: '' });
  expect(other.filter((key) => one.has(key))).toEqual([]);
  expect(keyOf('', 'body', '')).not.toBe(0);
});

test('a term only in an attachment is known as that; one that stands in the text is not', () => {
  const keys = new Set(keysOf('c', { title: '', body: '保压', attached: '保压 注塑' }));
  expect(keys.has(keyOf('c', 'attached', '注塑'))).toBe(true);
  expect(keys.has(keyOf('c', 'attached', '保压'))).toBe(false);
  expect(keys.has(keyOf('c', 'body', '注塑'))).toBe(false);
});

test('what few documents have is looked up first', () => {
  const keys = searchKeys('c', cutQuery('报销'));
  const common = keyOf('c', 'title', '报销');
  expect(rarestFirst(keys, (key) => (key === common ? 900 : 0)).at(-1)?.key).toBe(common);
});

describe('the order of what was found', () => {
  const corpus = (documents: number, withTerm: Record<string, number>) => ({
    documents,
    withTerm: (term: string) => withTerm[term] ?? 1,
  });
  const rank = (q: string, texts: Record<string, [string, string, string?]>, withTerm = {}) =>
    rankCandidates(
      { folded: foldSearch(q), terms: cutQuery(q) },
      Object.entries(texts).map(([id, [title, body, attached = '']]) => ({
        ...{ id, title: foldSearch(title), body: foldSearch(body), attached: foldSearch(attached) },
      })),
      corpus(100, withTerm),
    ).map(({ candidate }) => candidate.id);

  test('a title comes before a text that says it ten times', () => {
    expect(rank('报销', { text: ['流程', '报销。'.repeat(10)], title: ['报销制度', '见附件'] })).toEqual([
      'title',
      'text',
    ]);
  });

  test('a rare word decides', () => {
    const texts: Record<string, [string, string]> = { common: ['一', '设备的调整'], rare: ['二', '保压的调整'] };
    expect(rank('设备保压', texts, { 设备: 90 })[0]).toBe('rare');
  });

  test('words that stand together come before words far apart', () => {
    const far = `保压。${'其他内容与此无关。'.repeat(40)}停机`;
    const near = `${'其他内容与此无关。'.repeat(40)}保压超限，停机`;
    expect(rank('保压 停机', { far: ['一', far], near: ['二', near] })).toEqual(['near', 'far']);
  });

  test('an attachment counts less than the text', () => {
    expect(rank('保压', { attached: ['一', '', '保压'], text: ['二', '保压'] })).toEqual(['text', 'attached']);
  });

  test('a word is not a part of another one', () => {
    expect(rank('120', { other: ['一', '型号 1200'], own: ['二', '型号 120'] })).toEqual(['own']);
    expect(rank('fx3u', { own: ['一', '拆下 FX-3U'] })).toEqual(['own']);
  });

  test('a character in common is no answer beside a word in common, and better than nothing', () => {
    expect(rank('保压', { word: ['一', '保压 42'], character: ['二', '保质期'] })).toEqual(['word']);
    expect(rank('保压', { character: ['二', '保质期'] })).toEqual(['character']);
  });

  test('what has nothing of it is not there', () => expect(rank('报销', { other: ['年假', '请假'] })).toEqual([]));
});

describe('the place that is shown', () => {
  const worth = () => 1;
  test('the block that says most of it, and no title', () => {
    const blocks = [
      { label: 'title' as const, key: 'title', text: '保压与停机' },
      { label: 'step_action' as const, key: 'a/action', text: '调整保压压力' },
      { label: 'step_trouble' as const, key: 'a/trouble', text: '保压超过 50 bar 立即停机' },
    ];
    expect(cutSnippet(blocks, cutQuery('保压 停机'), worth)).toEqual({
      ...{ label: 'step_trouble', key: 'a/trouble', text: '保压超过 50 bar 立即停机' },
      marks: [
        [0, 2],
        [14, 16],
      ],
    });
  });

  test('a long text is cut around it, never inside a character', () => {
    const text = `${'𠮷'.repeat(200)}保压${'𠮷'.repeat(200)}`;
    const snippet = cutSnippet([{ label: 'paragraph', key: '', text }], cutQuery('保压'), worth);
    const [[from = 0, to = 0] = []] = snippet?.marks ?? [];
    expect(snippet?.text.slice(from, to)).toBe('保压');
    // Half a character cannot be written down.
    expect(() => encodeURIComponent(snippet?.text ?? '')).not.toThrow();
    expect(snippet?.text.length).toBeLessThan(130);
  });

  test('a character typed beside another one is marked with it only', () => {
    const passage = { label: 'paragraph' as const, key: '', text: '调整保压压力' };
    expect(cutSnippet([passage], cutQuery('保压'), worth)?.marks).toEqual([[2, 4]]);
    expect(cutSnippet([passage], cutQuery('调 力'), worth)?.marks).toEqual([
      [0, 1],
      [5, 6],
    ]);
  });
  test('without a block there is nothing to show', () => expect(cutSnippet([], cutQuery('保压'), worth)).toBeNull());
});
