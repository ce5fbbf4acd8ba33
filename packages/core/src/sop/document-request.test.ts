import { expect, test } from 'vitest';
import type { Actor } from '../handover/model.ts';
import { canAnswerRequest, REQUEST_STATES, requestKey, requestOwner } from './document-request.ts';

test.each([
  ['三号机 FX-3U 报警？', '三號機ＦＸ－３Ｕ報警'],
  ['差旅报销', ' 差旅，报销 '],
])('%s and %s are one request', (one, other) => {
  expect(requestKey(one)).toBe(requestKey(other));
});
test('other words are another request, and punctuation is none', () => {
  expect(requestKey('报销流程')).not.toBe(requestKey('报销标准'));
  expect(requestKey(' ？！ ')).toBe('');
});

const people: Record<string, Actor> = {
  owner: { userId: 'ma', isAdmin: false, roles: [] },
  hr: { userId: 'chen', isAdmin: false, roles: ['hr'] },
  admin: { userId: 'zhao', isAdmin: true, roles: [] },
  it: { userId: 'sun', isAdmin: false, roles: ['it'] },
};
test.each(REQUEST_STATES)('a request that is %s is answered by its owner, HR and admins while it is open', (state) => {
  const may = Object.keys(people).filter((who) => canAnswerRequest(people[who] as Actor, { ownerId: 'ma', state }));
  expect(may).toEqual(state === 'open' ? ['owner', 'hr', 'admin'] : []);
});

test.each([
  ['who leads most of them', ['ma', 'wang', 'ma', null], ['chen'], 'ma'],
  ['of two who lead as many, always the same', ['wang', 'ma'], ['chen'], 'ma'],
  ['HR where nobody leads them', [null], ['chen', 'luo'], 'chen'],
  ['HR where nobody holds it', [], ['chen'], 'chen'],
  ['never who asks', ['li', 'li'], ['li', 'chen'], 'chen'],
  ['who asks, where there is nobody else', ['li'], ['li'], 'li'],
])('%s', (_, leads, hrIds, owner) => {
  expect(requestOwner('li', { leads, hrIds })).toBe(owner);
});
