import { DingtalkQuotaExhausted, DingtalkRateLimited, DingtalkRefused, DingtalkUnreachable } from '@baton/dingtalk';
import { expect, test } from 'vitest';
import { NotReadableYet, retryEvent } from './retry-event.ts';

const refused = (code: string) =>
  new DingtalkRefused({ code, message: '', status: 400, requestId: null, requiredScopes: [] });

test.each([
  [
    'down: every five minutes at most, for ever',
    new DingtalkUnreachable('timeout'),
    [10, 30, 60, 120, 300, 300],
    'unreachable:timeout',
    false,
  ],
  [
    'too fast: as long as DingTalk asks',
    new DingtalkRateLimited('QpsLimit', 45_000),
    [45, 45, 60, 60, 60, 60],
    'rate_limited:QpsLimit',
    false,
  ],
  [
    'out of quota: half an hour, for ever',
    new DingtalkQuotaExhausted('x'),
    [10, 30, 60, 120, 300, 600],
    'quota_exhausted',
    false,
  ],
  ['refused: costs quota, so it ends', refused('needAuth'), [10, 30, 60, 120, 300, 600], 'refused:needAuth', true],
  ['not readable yet', refused('processInstanceNotExist'), [10, 30, 60, 120, 300, 600], 'not_readable_yet', true],
  ['still running', new NotReadableYet('x'), [10, 30, 60, 120, 300, 600], 'not_readable_yet', true],
  ['our own mistake', new TypeError('x'), [10, 30, 60, 120, 300, 600], 'internal', true],
] as const)('%s', (_, error, seconds, note, ends) => {
  const waits = [1, 2, 3, 4, 5, 6].map((attempts) => retryEvent(error, attempts));
  expect(waits.map(({ afterMs }) => (afterMs ?? 0) / 1_000)).toEqual(seconds);
  expect(new Set(waits.map((wait) => wait.note))).toEqual(new Set([note]));
  expect(retryEvent(error, 14).afterMs === null).toBe(ends);
});
