import { AppError } from '@baton/core';
import { schema } from '@baton/db';
import { DingtalkQuotaExhausted, DingtalkRateLimited, DingtalkRefused, DingtalkUnreachable } from '@baton/dingtalk';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { refusalOf } from './refusal-of.ts';
import { openDesk } from './testing/open-desk.ts';

it('keeps a refusal of ours, gives DingTalk’s failures a code and leaves faults alone', () => {
  const own = new AppError('conflict');
  expect(refusalOf(own)).toBe(own);
  const refused = { code: '60011', message: '', status: 200, requestId: null, requiredScopes: [] };
  expect(refusalOf(new DingtalkUnreachable('timeout'))?.code).toBe('dingtalk_unreachable');
  expect(refusalOf(new DingtalkRefused(refused))?.code).toBe('dingtalk_refused');
  expect(refusalOf(new DingtalkQuotaExhausted('x'))?.code).toBe('dingtalk_quota_exhausted');
  expect(refusalOf(new DingtalkRateLimited('x', 1000))?.code).toBe('rate_limited');
  expect(refusalOf(new TypeError('oops'))).toBeNull();
});

it('calls a value that no column can hold invalid input', async () => {
  const desk = await openDesk();
  const { people, history, handovers } = schema;
  const attempts = [
    () => desk.read((tx) => tx.select().from(people).where(eq(people.name, 'a\u0000b'))),
    () =>
      desk.read((tx) =>
        tx
          .select()
          .from(handovers)
          .where(eq(handovers.version, 2 ** 40)),
      ),
    () => desk.read((tx) => tx.select().from(history).where(eq(history.itemId, 'not-a-uuid'))),
    () => desk.read((tx) => tx.update(handovers).set({ templates: [{ key: '\ud800', version: 1 }] })),
    () => desk.read((tx) => tx.update(handovers).set({ templates: [{ key: '\u0000', version: 1 }] })),
  ];
  for (const attempt of attempts) {
    const refusal = await attempt().then(
      () => null,
      (error: unknown) => refusalOf(error),
    );
    expect(refusal?.code).toBe('invalid_input');
  }
  await desk.close();
});
