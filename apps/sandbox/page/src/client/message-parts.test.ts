import { expect, test } from 'vitest';
import { messageParts, messageSummary } from './message-parts.ts';

test('every button of every card template, with its own spelling of the parameters', () => {
  expect(
    messageParts('sampleActionCard', { title: 't', text: 'x', singleTitle: '去处理', singleURL: 'u' }).buttons,
  ).toEqual([{ title: '去处理', url: 'u' }]);
  const two = { title: 't', text: 'x', actionTitle1: '甲', actionURL1: '1', actionTitle2: '乙', actionURL2: '2' };
  expect(messageParts('sampleActionCard2', two)).toMatchObject({ row: false, buttons: [{ url: '1' }, { url: '2' }] });
  const row = { title: 't', text: 'x', buttonTitle1: '甲', buttonUrl1: '1', buttonTitle2: '乙', buttonUrl2: '2' };
  expect(messageParts('sampleActionCard6', row)).toMatchObject({ row: true, buttons: [{ url: '1' }, { url: '2' }] });
});

test('text is never read as Markdown, and the title of Markdown and cards only shows in the list of chats', () => {
  expect(messageParts('sampleText', { content: '**甲**' })).toMatchObject({ text: '**甲**', plain: true });
  expect(messageParts('sampleMarkdown', { title: '提醒', text: '# 甲' })).toMatchObject({ title: '', plain: false });
  expect(messageSummary('sampleMarkdown', { title: '提醒', text: '# 甲' })).toBe('提醒');
  expect(messageParts('sampleActionCard', { title: '提醒', text: '甲' })).toMatchObject({ title: '', text: '甲' });
  expect(messageSummary('sampleText', { content: '第一行\n第二行' })).toBe('第一行');
});

test('work notices have their own shape', () => {
  const notice = {
    msgtype: 'action_card',
    action_card: { title: 't', markdown: 'x', single_title: '查看', single_url: 'u' },
  };
  expect(messageParts('action_card', notice)).toMatchObject({
    title: '',
    text: 'x',
    buttons: [{ title: '查看', url: 'u' }],
  });
});

test('an unknown template shows what was sent', () => {
  expect(messageParts('sampleNew', { a: 1 })).toMatchObject({
    title: 'sampleNew',
    plain: true,
    text: '{\n  "a": 1\n}',
  });
  expect(messageParts('sampleText', null).text).toBe('');
});
