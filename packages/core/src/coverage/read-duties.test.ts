import { expect, it } from 'vitest';
import type { EvidenceContent } from '../handover/model.ts';
import { readDuties } from './read-duties.ts';

const list = (columns: string[], rows: string[][]): EvidenceContent => ({
  ...{ type: 'LIST', columns, rows, noneBecause: '' },
});

it('reads what a leaver listed: title, how often, what comes out, which SOP', () => {
  const columns = ['职责', '频率', '产出', '对应 SOP', '接收人'];
  expect(
    readDuties([
      list(columns, [
        ['三号机换模调机', '每周两次', '首件合格', '《三号机换模调机》', '李明'],
        ['三号机，换模 调机', '每天', '', '', ''],
        ['', '每天', '', '', ''],
        ['年度大修', '一年一次', '大修报告', '无', '李明'],
        ['抢修', '随叫随到', '', '', ''],
      ]),
    ]),
  ).toEqual([
    {
      title: '三号机换模调机',
      titleKey: '三号机换模调机',
      frequency: 'weekly',
      output: '首件合格',
      sop: '《三号机换模调机》',
    },
    { title: '年度大修', titleKey: '年度大修', frequency: 'yearly', output: '大修报告', sop: '无' },
    { title: '抢修', titleKey: '抢修', frequency: null, output: '', sop: '' },
  ]);
});

it.each([
  ['每日', 'daily'],
  ['每班一次', 'daily'],
  ['每周五', 'weekly'],
  ['每周日', 'weekly'],
  ['每月 5 日前', 'monthly'],
  ['每年 3 月', 'yearly'],
  ['每个星期一', 'weekly'],
  ['月底', 'monthly'],
  ['每季度', 'quarterly'],
  ['每三个月（季度）', 'quarterly'],
  ['每年', 'yearly'],
  ['按需', 'on_demand'],
  ['不定期', 'on_demand'],
  ['Weekly', 'weekly'],
  ['客户要求时', null],
])('%s is %s', (often, frequency) => {
  expect(readDuties([list(['事项', '频率'], [['点检', often]])])[0]).toMatchObject({ title: '点检', frequency });
});

it('other evidence lists nothing', () => {
  expect(readDuties([{ type: 'SYS', statement: '已完成' }])).toEqual([]);
});
