import type { Approval } from '@baton/dingtalk';
import { describe, expect, test } from 'vitest';
import { readApprovalForm } from './read-approval-form.ts';

type Value = Approval['values'][number];

function approval(...values: Partial<Value>[]): Approval {
  const empty = { id: null, name: null, bizAlias: null, componentType: null, value: null, extValue: null };
  return {
    instanceId: 'i1',
    title: '',
    businessId: null,
    originatorUserId: 'origin',
    originatorDeptId: '-1',
    status: 'COMPLETED',
    result: 'agree',
    bizAction: 'NONE',
    mainInstanceId: null,
    attachedInstanceIds: [],
    createdAt: null,
    finishedAt: null,
    values: values.map((value) => ({ ...empty, ...value })),
    tasks: [],
    records: [],
  };
}
const contact = (name: string, ...userIds: string[]) => ({
  name,
  componentType: 'InnerContactField',
  value: JSON.stringify(userIds),
});
const date = (name: string, value: string) => ({ name, componentType: 'DDDateField', value });

describe('an official suite, read by component and label', () => {
  test.each([
    [
      'the successor is not taken for the leaver',
      [contact('工作交接人', 'li'), date('最后工作日', '2026-03-31')],
      ['origin', '2026-03-31', 'li'],
    ],
    [
      'HR files for somebody else',
      [contact('离职员工', 'zhang'), contact('工作交接人', 'li'), date('离职日期', '2026-04-01')],
      ['zhang', '2026-04-01', 'li'],
    ],
    ['a date with a time', [date('预计离职日期', '2026-03-31 18:00')], ['origin', '2026-03-31', null]],
    ['milliseconds, in Shanghai', [date('最后工作日', '1774972799000')], ['origin', '2026-03-31', null]],
    [
      'other dates and contacts mean nothing',
      [date('入职日期', '2020-01-01'), contact('证明人', 'wang')],
      ['origin', null, null],
    ],
    ['a day that does not exist', [date('最后工作日', '2026-02-30')], ['origin', null, null]],
    ['an empty list of people', [contact('工作交接人')], ['origin', null, null]],
    [
      'values that are not what they should be',
      [{ ...contact('工作交接人'), value: '{"x":' }, date('最后工作日', 'soon')],
      ['origin', null, null],
    ],
    [
      'an alias instead of a label',
      [{ ...date('', '2026-05-08'), bizAlias: 'lastWorkDay' }],
      ['origin', '2026-05-08', null],
    ],
  ])('%s', (_, values, [leaverId, lastWorkingDay, successorId]) => {
    expect(readApprovalForm(approval(...values), null)).toEqual({ leaverId, lastWorkingDay, successorId });
  });
});

describe('an ordinary template, read by the mapping', () => {
  const mapping = { leaver: 'who', lastWorkingDay: 'when', successor: 'next' };
  test('by id, then alias, then label', () => {
    const values = [
      { ...date('when', '2026-01-01') },
      { ...date('x', '2026-01-02'), bizAlias: 'when' },
      { ...date('y', '2026-01-03'), id: 'when' },
      { ...contact('who', 'label') },
      { ...contact('z', 'alias'), bizAlias: 'who' },
      contact('next', 'li', 'second'),
    ];
    expect(readApprovalForm(approval(...values), mapping)).toEqual({
      leaverId: 'alias',
      lastWorkingDay: '2026-01-03',
      successorId: 'li',
    });
  });
  test('labels are not guessed at, and nobody named means the originator', () => {
    const values = [date('最后工作日', '2026-03-31'), contact('工作交接人', 'li')];
    const nothing = { leaverId: 'origin', lastWorkingDay: null, successorId: null };
    expect(readApprovalForm(approval(...values), mapping)).toEqual(nothing);
    expect(readApprovalForm(approval(...values), { leaver: null, lastWorkingDay: null, successor: null })).toEqual(
      nothing,
    );
  });
});
