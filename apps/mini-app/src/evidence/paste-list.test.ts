import { describe, expect, it } from 'vitest';
import { MAX_ROWS, pasteCells, readCells } from './paste-list.ts';

describe('reading cells', () => {
  it.each([
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"两行\n文字"\t"他说""好"""', [['两行\n文字', '他说"好"']]],
    [
      'a\t\n\n\tb',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['5"管\t3', [['5"管', '3']]],
  ])('%j', (text, cells) => {
    expect(readCells(text)).toEqual(cells);
  });
});

describe('pasting', () => {
  const sheet = {
    columns: ['客户', '进度', '下一步'],
    rows: [
      ['甲', '', ''],
      ['乙', '谈判', '报价'],
    ],
  };

  it('writes from the cell on, adds rows, keeps what it does not touch', () => {
    const result = pasteCells(sheet, { row: 1, column: 1 }, [
      ['签约', '回款'],
      ['新', ''],
    ]);
    expect(result).toEqual({
      rows: [
        ['甲', '', ''],
        ['乙', '签约', '回款'],
        ['', '新', ''],
      ],
      pasted: 2,
      overflow: false,
    });
  });

  it('leaves out a heading and what is wider than the list', () => {
    const cells = [
      ['客户', '进度', '下一步'],
      ['丙', '初访', '方案', '多余'],
    ];
    expect(pasteCells(sheet, { row: 0, column: 0 }, cells).rows[0]).toEqual(['丙', '初访', '方案']);
  });

  it('stops at the limit and says so', () => {
    const many = Array.from({ length: MAX_ROWS + 5 }, (_, index) => [`客户${index}`]);
    const result = pasteCells(sheet, { row: 2, column: 0 }, many);
    expect([result.rows.length, result.pasted, result.overflow]).toEqual([MAX_ROWS, MAX_ROWS - 2, true]);
  });
});
