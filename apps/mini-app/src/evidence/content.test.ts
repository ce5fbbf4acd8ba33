import type { EvidenceContent } from '@baton/core';
import { describe, expect, it } from 'vitest';
import { blankContent, FILLED_TYPES, isUntouched, listColumns, toSend } from './content.ts';

const hints = { columns: ['客户', '进度'], today: '2026-11-23', statement: '以上属实' };

describe('blank evidence', () => {
  it.each(FILLED_TYPES)('%s is untouched and never sent', (type) => {
    const content = blankContent(type, hints);
    expect(content.type).toBe(type);
    expect(isUntouched(content)).toBe(true);
    expect(toSend([content])).toEqual({ evidence: [], heldBack: false });
  });
});

describe('what is sent', () => {
  it('drops empty rows, and the reason for having none once there are rows', () => {
    const list: EvidenceContent = {
      type: 'LIST',
      columns: ['客户', '进度'],
      rows: [
        ['', ' '],
        ['华东一号', ''],
      ],
      noneBecause: '没有客户',
    };
    expect(toSend([list]).evidence).toEqual([{ ...list, rows: [['华东一号', '']], noneBecause: '' }]);
  });

  it('keeps a list without rows when there is a reason', () => {
    const list: EvidenceContent = { type: 'LIST', columns: ['a'], rows: [['']], noneBecause: '不接触客户' };
    expect(toSend([list]).evidence).toEqual([{ ...list, rows: [] }]);
  });

  it.each(['alidocs', 'http:/x', 'javascript:alert(1)', 'https://a b'])('holds back the address %s', (url) => {
    const link: EvidenceContent = { type: 'LINK', url, purpose: '能独立对账' };
    const sys: EvidenceContent = { type: 'SYS', statement: '已核对' };
    expect(toSend([link, sys])).toEqual({ evidence: [sys], heldBack: true });
  });

  it('holds back a meeting without a day', () => {
    const meet: EvidenceContent = { type: 'MEET', url: '', fileIds: [], heldOn: '', summary: '讲了流程' };
    expect(toSend([meet]).heldBack).toBe(true);
    expect(toSend([{ ...meet, heldOn: '2026-11-20' }]).heldBack).toBe(false);
  });
});

it('takes columns from the template, else from last time, else the fallback', () => {
  const list: EvidenceContent = { type: 'LIST', columns: ['旧'], rows: [['x']], noneBecause: '' };
  expect(listColumns({ columns: ['新'], evidenceNow: [list] }, ['默认'])).toEqual(['新']);
  expect(listColumns({ columns: [], evidenceNow: [list] }, ['默认'])).toEqual(['旧']);
  expect(listColumns({ columns: [], evidenceNow: [] }, ['默认'])).toEqual(['默认']);
});
