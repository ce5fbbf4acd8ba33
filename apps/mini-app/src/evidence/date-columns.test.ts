import { describe, expect, it } from 'vitest';
import { isDateColumn, isDayOrEmpty, tidyDay } from './date-columns.ts';

describe('isDateColumn', () => {
  it.each([
    '日期',
    '截止日',
    '到期日',
    '校准到期',
    '交期',
    '承诺交期',
    '合同到期日',
    '拟入职日',
    '预计成交日',
    'Due date',
    'Deadline',
  ])('%s is a day', (name) => expect(isDateColumn(name)).toBe(true));
  it.each([
    '保养日',
    '付款日',
    '当月截止日',
    '周期或到期日',
    '截止时间',
    '有效期',
    '账期',
    '逾期原因',
    '到期回收时间',
    'Update',
    '事项',
  ])('%s is text: it comes again, is a time, or is no day at all', (name) => expect(isDateColumn(name)).toBe(false));
});

describe('cells of a date column', () => {
  it('days as spreadsheets write them become days; words stay words', () => {
    const given = ['2026/3/5', '2026-03-05', '2026年12月8日', '2026.1.31', ' 2026/03/05 ', '3 月 20 日', '长期', ''];
    const tidy = ['2026-03-05', '2026-03-05', '2026-12-08', '2026-01-31', '2026-03-05', '3 月 20 日', '长期', ''];
    expect(given.map(tidyDay)).toEqual(tidy);
    expect(tidy.map(isDayOrEmpty)).toEqual([true, true, true, true, true, false, false, true]);
  });
});
