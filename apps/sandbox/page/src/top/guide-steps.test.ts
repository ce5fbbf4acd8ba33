import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, type StateView, startSandbox } from '../../../src/index.ts';
import { currentResignation, guideSteps, LEAVER } from './guide-steps.ts';

const app = {
  corpId: 'dingcorp',
  clientId: 'dingapp',
  clientSecret: 's',
  agentId: '1',
  robotCode: 'dingapp',
  token: 't',
};
let sandbox: Sandbox;
const seen = new Set<string>();

const steps = () => {
  const { control } = sandbox;
  return guideSteps({ state: control.state(), approvals: control.approvals(), leaver: control.person(LEAVER), seen });
};
const done = () =>
  steps()
    .filter((step) => step.done)
    .map((step) => step.id);

beforeAll(async () => {
  sandbox = await startSandbox({ app: { ...app, aesKey: 'a'.repeat(43) }, autoPush: false });
});
afterAll(() => sandbox.close());

const file = () => {
  const { control } = sandbox;
  const suite = control.state().templates.find((item) => item.bizCategoryId === 'hrm.termination');
  return control.startApproval({
    processCode: suite?.processCode ?? '',
    originatorUserId: LEAVER,
    values: [
      { name: '离职原因', value: '个人原因' },
      { name: '最后工作日', value: '2027-01-29' },
      { name: '工作交接人', value: '["qianlong"]' },
    ],
  });
};

test('a fresh company: nothing done, everybody of the story known', () => {
  expect(done()).toEqual([]);
  expect(steps().map((step) => step.who)).toEqual([
    LEAVER,
    'wanghaitao',
    'chenjing',
    LEAVER,
    'liming',
    'wanghaitao',
    LEAVER,
    'chenjing',
  ]);
  expect(steps()[0]?.start).toMatch(/^PROC-/);
});

test('letting the others do the rest is a step of its own where somebody offers it', () => {
  const { control } = sandbox;
  const ids = (rest: StateView['rest']) =>
    guideSteps({
      state: { ...control.state(), rest },
      approvals: control.approvals(),
      leaver: control.person(LEAVER),
      seen,
    }).map(({ id }) => id);
  expect(ids(null).slice(-2)).toEqual(['remind', 'release']);
  expect(ids({ done: 0, total: 0, last: '', running: false }).slice(-3)).toEqual(['remind', 'rest', 'release']);
});

test('withdrawing takes the story back to its beginning', () => {
  const approval = file();
  expect(done()).toEqual(['file']);
  sandbox.control.withdraw(approval.id, { userId: LEAVER });
  expect(done()).toEqual([]);
});

test('the steps follow what happens, and the successor is the one who was named', () => {
  const { control } = sandbox;
  const { id } = file();
  expect(steps().find((step) => step.id === 'accept')?.who).toBe('qianlong');
  control.agree(id, { userId: 'wanghaitao' });
  expect(done()).toEqual(['file', 'manager']);
  seen.add(`${id} list`);
  expect(done()).toEqual(['file', 'manager']); // nothing to look at before the approval has passed
  control.agree(id, { userId: 'chenjing' });
  expect(done()).toEqual(['file', 'manager', 'hr', 'list']);
  control.comment(id, { userId: 'chenjing', remark: '交接已放行' });
  expect(done()).toContain('release');
  expect(currentResignation(control.approvals())?.id).toBe(id);
});

test('the reminder counts only when it comes a night later', async () => {
  const { control, url } = sandbox;
  const remind = async () => {
    const json = { 'content-type': 'application/json' };
    const credentials = JSON.stringify({ appKey: app.clientId, appSecret: app.clientSecret });
    const token = await (
      await fetch(`${url}/v1.0/oauth2/accessToken`, { method: 'POST', headers: json, body: credentials })
    ).json();
    const message = {
      robotCode: app.robotCode,
      userIds: [LEAVER],
      msgKey: 'sampleText',
      msgParam: '{"content":"还有 3 项未完成"}',
    };
    const headers = { ...json, 'x-acs-dingtalk-access-token': (token as { accessToken: string }).accessToken };
    const reply = await fetch(`${url}/v1.0/robot/oToMessages/batchSend`, {
      method: 'POST',
      headers,
      body: JSON.stringify(message),
    });
    expect(reply.status).toBe(200);
  };
  await remind();
  expect(done()).not.toContain('remind');
  await control.forward(24 * 3_600_000);
  await remind();
  expect(done()).toContain('remind');
});
