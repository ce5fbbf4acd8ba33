import { AppError } from '@baton/core';
import { schema } from '@baton/db';
import { readSession, signIn, signPage } from '@baton/flows';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Flows, openFlows } from './open-flows.ts';

let flows: Flows;
const open = async (options: Parameters<typeof openFlows>[0] = {}) => {
  flows = await openFlows(options);
};
beforeAll(() => open());
afterAll(() => flows.close());

const codeOf = (userId: string) => flows.dingtalk.control.authCode({ userId }).code;
const enter = (code: string) => signIn(flows.deps, { corpId: flows.corpId, code, userAgent: 'DingTalk' });
async function refused(verb: Promise<unknown>): Promise<string> {
  const error = await verb.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof AppError ? error.code : `not refused: ${String(error)}`;
}

test('a code from DingTalk becomes a session; the token is nowhere in the database', async () => {
  const { token, expiresAt, me } = await enter(codeOf('chenjing'));
  expect(me).toMatchObject({ userId: 'chenjing', isHr: true, corpId: flows.corpId });
  expect(expiresAt.getTime() - flows.deps.now().getTime()).toBe(12 * 3_600_000);
  expect(await readSession(flows.deps, token)).toMatchObject({
    actor: { userId: 'chenjing', roles: ['hr', 'hr_lead'] },
  });
  const rows = await flows.read((tx) => tx.select().from(schema.sessions));
  expect(JSON.stringify(rows)).not.toContain(token.split('.')[1]);
});

test('a code works once; an unknown one never', async () => {
  const code = codeOf('liming');
  await enter(code);
  expect(await refused(enter(code))).toBe('sign_in_failed');
  expect(await refused(enter('made-up'))).toBe('sign_in_failed');
});

test('DingTalk down is said as such', async () => {
  const code = codeOf('liming');
  flows.dingtalk.control.addFault({ kind: 'down' });
  expect(await refused(enter(code))).toBe('dingtalk_unreachable');
  flows.dingtalk.control.liftFaults();
});

test('past the cutoff a leaver does not come in any more', async () => {
  const now = flows.deps.now();
  await flows.read((tx) =>
    tx.insert(schema.handovers).values({
      corpId: flows.corpId,
      state: 'active',
      leaverId: 'zhangjianguo',
      accessCutoffAt: now,
      launchedAt: now,
      templates: [],
      source: 'hr',
      updatedAt: now,
    }),
  );
  expect(await refused(enter(codeOf('zhangjianguo')))).toBe('session_ended');
  await flows.read((tx) =>
    tx.update(schema.handovers).set({ state: 'withdrawn' }).where(eq(schema.handovers.leaverId, 'zhangjianguo')),
  );
  expect((await enter(codeOf('zhangjianguo'))).me.userId).toBe('zhangjianguo');
});

test('pages of ours are signed for dd.config, others are not', async () => {
  const { token } = await enter(codeOf('liming'));
  const session = await readSession(flows.deps, token);
  if (!session) throw new Error('no session');
  const signed = await signPage(flows.deps, session, { url: `${flows.deps.publicUrl}/items/1?corpid=x` });
  expect(signed.signature).toMatch(/^[0-9a-f]{64}$/);
  expect(await refused(signPage(flows.deps, session, { url: 'https://evil.example.com/' }))).toBe('invalid_input');
});

test('somebody the directory never showed is read from DingTalk first', async () => {
  await flows.close();
  await open({ walk: false, roles: false });
  const { me } = await enter(codeOf('liming'));
  expect(me).toMatchObject({ userId: 'liming', name: '李明', isHr: false });
});
