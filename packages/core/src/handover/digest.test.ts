import { describe, expect, it } from 'vitest';
import { canShareDigest, type DigestItem, type DigestReason, digestFor } from './digest.ts';

const today = '2026-12-08';
const item = (itemId: string, reason: DigestReason, over: Partial<DigestItem> = {}): DigestItem => ({
  itemId,
  title: `事项 ${itemId}`,
  dueOn: '2026-12-10',
  reason,
  leaverId: 'zhang',
  leaverName: '张建国',
  ...over,
});
const zh = (...items: DigestItem[]) => digestFor({ userId: 'zhang', language: 'zh' }, items, today)?.sentence;
const en = (...items: DigestItem[]) => digestFor({ userId: 'zhang', language: 'en' }, items, today)?.sentence;

describe('digestFor', () => {
  it('says nothing when there is nothing', () => {
    expect(digestFor({ userId: 'zhang', language: 'zh' }, [], today)).toBeNull();
  });

  it.each([
    [
      zh(item('1', 'hand_over'), item('2', 'hand_over'), item('3', 'hand_over')),
      '您的离职交接清单还有 3 项未完成，请尽快处理',
    ],
    [zh(item('1', 'accept')), '张建国移交给您的交接项有 1 项待接收，请尽快处理'],
    [zh(item('1', 'confirm'), item('2', 'confirm')), '张建国的交接项有 2 项待您确认，请尽快处理'],
    [zh(item('1', 'oversee')), '张建国的交接项有 1 项已逾期，请协助推进'],
    [zh(item('1', 'confirm'), item('2', 'accept')), '您有 2 项离职交接待处理，请尽快处理'],
    [zh(item('1', 'confirm'), item('2', 'confirm', { leaverId: 'li' })), '您有 2 项离职交接待处理，请尽快处理'],
    [en(item('1', 'hand_over')), 'Your handover list has 1 item left. Please complete it soon.'],
  ])('%s', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });

  it('lists an item once, overdue first, and counts by reason', () => {
    const digest = digestFor(
      { userId: 'li', language: 'zh' },
      [
        item('b', 'confirm'),
        item('a', 'accept', { dueOn: today }),
        item('c', 'hand_over', { dueOn: '2026-12-07' }),
        item('b', 'oversee'),
      ],
      today,
    );
    expect(digest?.items.map(({ itemId, reason }) => [itemId, reason])).toEqual([
      ['c', 'hand_over'],
      ['a', 'accept'],
      ['b', 'confirm'],
    ]);
    expect(digest).toMatchObject({ overdue: 1, counts: { hand_over: 1, accept: 1, confirm: 1, oversee: 0 } });
  });

  it('tells somebody who does an item for the leaver whose it is', () => {
    const given = [item('1', 'hand_over'), item('2', 'hand_over')];
    expect(digestFor({ userId: 'wang', language: 'zh' }, given, today)?.sentence).toBe(
      '张建国的离职交接有 2 项由您办理，请尽快处理',
    );
  });

  it.each<[string, boolean, string, DigestItem[]]>([
    ['what one does in one case', true, 'li', [item('1', 'accept'), item('2', 'confirm'), item('3', 'hand_over')]],
    ['the leaver', false, 'zhang', [item('1', 'hand_over')]],
    ['somebody who is told that others are late', false, 'li', [item('1', 'confirm'), item('2', 'oversee')]],
    ['somebody of two cases', false, 'li', [item('1', 'confirm'), item('2', 'confirm', { leaverId: 'gao' })]],
  ])('is shared with others or not: %s', (_what, shared, userId, items) => {
    const digest = digestFor({ userId, language: 'zh' }, items, today);
    expect(digest && canShareDigest(userId, digest)).toBe(shared);
  });
});
