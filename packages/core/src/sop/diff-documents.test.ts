import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBlocks } from './blocks.ts';
import type { DocumentContent } from './content.ts';
import { type BlockDiff, diffDocuments } from './diff-documents.ts';
import { MAX_EFFORT } from './diff-runs.ts';
import { diffText } from './diff-text.ts';
import { anSop } from './model.testing.ts';

const markdown = (text: string): DocumentContent => ({ format: 'markdown', text });
const side = (content: DocumentContent, title = '换模作业') => ({ title, content });
const changesOf = (diff: readonly BlockDiff[]) =>
  diff.filter(({ change }) => change !== 'same').map(({ change, key, label }) => [change, key || label]);
const textOf = (diff: readonly BlockDiff[], without: 'added' | 'removed') =>
  diff.flatMap(({ parts }) => {
    const text = parts.flatMap((part) => (part.change === without ? [] : [part.text])).join('');
    return text === '' ? [] : [text];
  });

describe('of a structured SOP', () => {
  const [first, second] = anSop().steps as [(typeof steps)[0], (typeof steps)[0]];
  const steps = anSop().steps;

  it('nothing changed', () => {
    expect(changesOf(diffDocuments(side(anSop()), side(anSop())))).toEqual([]);
  });

  it('a step that says something else is the same step, with the words that changed', () => {
    const changed = anSop({ steps: [first, { ...second, range: '0.5–0.6 MPa' }] });
    const diff = diffDocuments(side(anSop()), side(changed));
    expect(changesOf(diff)).toEqual([['changed', 's2/range']]);
    expect(diff.find(({ key }) => key === 's2/range')?.parts).toEqual([
      { change: 'same', text: '0.' },
      { change: 'removed', text: '4' },
      { change: 'added', text: '5' },
      { change: 'same', text: '–0.6 MPa' },
    ]);
  });

  it('a step that went elsewhere has moved, and is neither gone nor new', () => {
    const third = { key: 's3', action: '试料', standard: '首件合格', range: '', trouble: '' };
    const before = anSop({ steps: [first, second, third] });
    const diff = diffDocuments(side(before), side(anSop({ steps: [third, first, second] })));
    expect(changesOf(diff)).toEqual([
      ['moved', 's3/action'],
      ['moved', 's3/standard'],
    ]);
  });

  it('lines of lists come and go by themselves', () => {
    const after = anSop({ inputs: ['工艺卡', '换模单'], forbidden: [] });
    expect(changesOf(diffDocuments(side(anSop()), side(after)))).toEqual([
      ['added', 'inputs'],
      ['removed', 'forbidden'],
    ]);
  });

  it('written anew as Markdown, every field is gone and every paragraph new', () => {
    const diff = diffDocuments(side(anSop()), side(markdown('另一种写法')));
    expect(new Set(diff.map(({ change, label }) => `${change} ${label === 'title' || label === 'paragraph'}`))).toEqual(
      new Set(['same true', 'removed false', 'added true']),
    );
  });
});

describe('of Markdown', () => {
  it('a rewritten paragraph is one that changed, a new one is new', () => {
    const before = side(markdown('报销单交给孙丽审核\n\n周五统一付款'), '报销');
    const after = side(markdown('报销单交给彭博审核\n\n发票要贴在背面\n\n周五统一付款'), '报销流程');
    const diff = diffDocuments(before, after);
    expect(changesOf(diff)).toEqual([
      ['changed', 'title'],
      ['changed', 'paragraph'],
      ['added', 'paragraph'],
    ]);
  });

  it('code is one paragraph, empty lines and all', () => {
    const code = '```\na\n\nb\n```';
    expect(toBlocks('', markdown(`前\n\n${code}\n\n后`)).map(({ text }) => text)).toEqual(['前', code, '后']);
  });
});

describe('diffText', () => {
  it('keeps model numbers and words whole', () => {
    expect(diffText('更换X200轴承', '更换X300轴承')).toEqual([
      { change: 'same', text: '更换' },
      { change: 'removed', text: 'X200' },
      { change: 'added', text: 'X300' },
      { change: 'same', text: '轴承' },
    ]);
  });

  it('of two long texts without anything in common shows both, soon', () => {
    const [a, b] = ['甲'.repeat(20_000), '乙'.repeat(20_000)];
    expect(diffText(a, b)).toEqual([
      { change: 'removed', text: a },
      { change: 'added', text: b },
    ]);
  });
});

describe('what it may cost', () => {
  const paragraphs = (count: number, say: (at: number) => string) =>
    side(markdown(Array.from({ length: count }, (_, at) => say(at)).join('\n\n')));
  const costOf = (before: ReturnType<typeof side>, after: ReturnType<typeof side>) => {
    const effort = { left: MAX_EFFORT };
    const diff = diffDocuments(before, after, effort);
    return { diff, cost: MAX_EFFORT - effort.left };
  };
  // Once nothing is left, what was begun is ended: at most the square of its edits.
  const most = MAX_EFFORT + 2300 ** 2 / 2;

  it('is bounded for two long texts without anything in common: all of one is gone, all of the other new', () => {
    const { diff, cost } = costOf(
      paragraphs(2000, (at) => `旧${at}`.repeat(8)),
      paragraphs(2000, (at) => `${at + 5000}新`.repeat(8)),
    );
    expect(cost).toBeLessThan(most);
    const changes = changesOf(diff).map(([change]) => change);
    expect([changes.length, new Set(changes.slice(0, 2000)), new Set(changes.slice(2000))]).toEqual([
      4000,
      new Set(['removed']),
      new Set(['added']),
    ]);
  });

  it('is bounded for paragraphs that are all a little alike, and for one that repeats itself', () => {
    const alike = costOf(
      paragraphs(1500, (at) => `甲乙丙丁戊己庚辛壬癸${'子'.repeat(at % 40)}一`.repeat(3)),
      paragraphs(1500, (at) => `癸壬辛庚己戊丁丙乙甲${'丑'.repeat(at % 37)}二`.repeat(3)),
    );
    expect(alike.cost).toBeLessThan(most);
    const again = costOf(side(markdown('甲乙'.repeat(90_000))), side(markdown('乙甲甲'.repeat(60_000))));
    expect(again.cost).toBeLessThan(most);
  });

  it('leaves the words of a small correction in a long text that was rewritten elsewhere', () => {
    const { diff } = costOf(
      paragraphs(3000, (at) => (at < 2900 ? `第 ${at} 条，每日巡检一次` : `旧${at}`.repeat(9))),
      paragraphs(3000, (at) =>
        at < 2900 ? `第 ${at} 条，每${at % 100 === 7 ? '周' : '日'}巡检一次` : `${at + 5000}新`.repeat(9),
      ),
    );
    const corrected = diff.filter(({ change }) => change === 'changed');
    expect(corrected.length).toBe(29);
    expect(corrected[0]?.parts.filter(({ change }) => change !== 'same')).toEqual([
      { change: 'removed', text: '日' },
      { change: 'added', text: '周' },
    ]);
  });

  it('more paragraphs anew than are gone through: what stands before and after them is the same', () => {
    const all = (of: string) => (at: number) => (at < 10 || at >= 2490 ? `第 ${at} 条` : `${of}${at}`.repeat(8));
    const { diff } = costOf(paragraphs(2500, all('旧')), paragraphs(2500, all('新')));
    expect(diff.filter(({ change }) => change === 'same').length).toBe(21);
    expect(diff.slice(-10).every(({ change }) => change === 'same')).toBe(true);
  });
});

const line = fc.stringMatching(/^[甲乙丙AB 1]{1,6}$/).map((text) => text.trim());
const contents = fc.oneof(
  fc.array(line, { maxLength: 6 }).map((lines) => markdown(lines.filter((text) => text !== '').join('\n\n'))),
  fc
    .record({
      inputs: fc.array(line, { maxLength: 4 }),
      steps: fc.uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), action: line, standard: line }), {
        selector: ({ key }) => key,
      }),
    })
    .map(({ inputs, steps }) => anSop({ inputs, steps: steps.map((step) => ({ ...step, range: '', trouble: '' })) })),
);

it('without what was added it says what was there, without what was removed what is there now', () => {
  fc.assert(
    fc.property(contents, contents, (before, after) => {
      const diff = diffDocuments(side(before), side(after));
      const now = toBlocks('换模作业', after).map(({ text }) => text);
      const was = toBlocks('换模作业', before).map(({ text }) => text);
      expect(textOf(diff, 'removed')).toEqual(now);
      // Blocks that moved are told where they are now, so only the order differs.
      expect(textOf(diff, 'added').toSorted()).toEqual(was.toSorted());
    }),
    { numRuns: 300 },
  );
});
