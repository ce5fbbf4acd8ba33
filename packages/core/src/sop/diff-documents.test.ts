import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBlocks } from './blocks.ts';
import type { DocumentContent } from './content.ts';
import { type BlockDiff, diffDocuments, diffText } from './diff-documents.ts';
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
