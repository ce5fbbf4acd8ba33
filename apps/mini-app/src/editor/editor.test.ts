import { describe, expect, test } from 'vitest';
import { continueList } from './continue-list.ts';
import { hasMovedOn, type LocalText, openText } from './local-text.ts';
import { splitPasted } from './split-pasted.ts';
import { replaceStandIn, standIn, withoutStandIns } from './stand-ins.ts';

describe('Enter in a list', () => {
  const enter = (text: string) => {
    const change = continueList(text, text.length);
    return change === null ? null : text.slice(0, change.from) + change.by;
  };
  test.each([
    ['- 关机', '- 关机\n- '],
    ['  * 关机', '  * 关机\n  * '],
    ['1. 关机', '1. 关机\n2. '],
    ['9) 关机', '9) 关机\n10) '],
    ['一\n3、关机', '一\n3、关机\n4、'],
    ['- [x] 关机', '- [x] 关机\n- [ ] '],
    ['- 关机\n- ', '- 关机\n'],
    ['1. 关机\n2. ', '1. 关机\n'],
    ['关机', null],
    ['', null],
    ['-关机', null],
    ['2026.3 月的事', null],
  ])('%j', (text, after) => expect(enter(text)).toBe(after));
});

test.each([
  ['1. 关机\n2、上锁\n\n3) 挂牌', ['关机', '上锁', '挂牌']],
  ['- 关机\r\n• 上锁', ['关机', '上锁']],
  ['第1步：关机\n第 2 步、上锁', ['关机', '上锁']],
  ['①关机\n②上锁', ['关机', '上锁']],
  ['一、关机\n二、上锁', ['关机', '上锁']],
  ['3 号机\n5 bar', ['3 号机', '5 bar']],
  ['只有一行', null],
  ['\n\n', null],
])('pasted lines: %j', (text, lines) => expect(splitPasted(text)).toEqual(lines));

describe('what the editor opens with', () => {
  const of = (text: string, draftVersion: number, publishedNumber: number | null = 1): LocalText => ({
    ...{ title: '换模', content: { format: 'markdown', text }, draftVersion, publishedNumber },
  });
  test.each([
    ['nothing kept', of('甲', 3), null, '甲', 'server'],
    ['the same kept', of('甲', 3), of('甲', 2), '甲', 'server'],
    ['newer words of the same draft', of('甲', 3), of('甲乙', 3), '甲乙', 'restored'],
    ['somebody saved meanwhile', of('丙', 4), of('甲乙', 3), '甲乙', 'conflict'],
    ['an answer got lost', of('甲乙', 4), { ...of('甲乙丙', 3), sent: of('甲乙', 3) }, '甲乙丙', 'restored'],
    ['newer words beside what is published still', of('甲', 0), of('甲乙', 0), '甲乙', 'restored'],
    ['a newer version was published meanwhile', of('丙', 0, 2), of('甲乙', 0, 1), '甲乙', 'conflict'],
    ['a draft of the newer version, which has my words', of('甲', 3, 2), of('甲乙', 3, 1), '甲乙', 'restored'],
  ] as const)('%s', (_case, server, local, text, outcome) => {
    expect(openText(server, local)).toEqual({ title: '换模', content: { format: 'markdown', text }, outcome });
  });
});

test.each([
  ['the same draft', 3, 1, false],
  ['somebody saved', 4, 1, true],
  ['an older answer that comes late', 2, 1, false],
  ['the draft was published', 0, 2, true],
  ['the draft was dropped, which saving will tell', 0, 1, false],
])('what the server has now: %s', (_what, draftVersion, publishedNumber, moved) => {
  expect(hasMovedOn({ draftVersion: 3, publishedNumber: 1 }, { draftVersion, publishedNumber })).toBe(moved);
});

test('a file on its way has a place in the text, and is not saved before it has arrived', () => {
  const place = standIn(3, '表盘.png');
  const sop = (action: string) => ({
    ...{ format: 'sop' as const, scope: '', trigger: '', frequency: '', inputs: [], output: '', exceptions: [] },
    ...{
      systems: [],
      contacts: [],
      forbidden: [],
      steps: [{ key: 'a', action, standard: '', range: '', trouble: '' }],
    },
  });
  expect(withoutStandIns(sop(`看表盘\n${place}`))).toEqual(sop('看表盘'));
  expect(replaceStandIn(sop(`看${place}表盘`), place, '![表盘.png](file:1)')).toEqual(sop('看![表盘.png](file:1)表盘'));
  expect(replaceStandIn(sop('看表盘'), place, '![表盘.png](file:1)')).toEqual(sop('看表盘'));
  const text = { format: 'markdown' as const, text: `一${place}` };
  expect(replaceStandIn(text, place, '二')).toEqual({ format: 'markdown', text: '一二' });
});
