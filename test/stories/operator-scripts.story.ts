import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseForm } from '../../scripts/choose-approval-form.ts';
import { explain, planChecks } from '../../scripts/doctor/checks.ts';
import { exportTemplate } from '../../scripts/export-template.ts';
import { importFromFile } from '../../scripts/import-template.ts';
import { replayEvent } from '../../scripts/replay-event.ts';
import { setRoles } from '../../scripts/set-roles.ts';
import { agreeAll, fileResignation, HR, ORDINARY } from '../house/resign.ts';
import { APP, type House, refusal, startHouse } from '../house/start-house.ts';

/** What an admin does from a terminal, against a running house. */
let house: House;
let file: string;
beforeAll(async () => {
  house = await startHouse();
  file = join(mkdtempSync(join(tmpdir(), 'baton-scripts-')), 'template.json');
});
afterAll(() => house.close());

test('a checklist is exported, edited, checked, imported; the same again changes nothing', async () => {
  const { deps } = house.server;
  writeFileSync(file, await exportTemplate(deps, APP.corpId, ['production']));
  const template = JSON.parse(readFileSync(file, 'utf8'));
  template.items[0].title = '设备清单与点检（新版）';
  writeFileSync(file, JSON.stringify(template));
  expect(await importFromFile(deps, APP.corpId, [file, '--dry-run'])).toContain('没有问题');
  expect(await importFromFile(deps, APP.corpId, [file])).toContain('第 2 版');
  expect(await importFromFile(deps, APP.corpId, [file])).toContain('没有改动');
});

test('a broken file is refused with every problem and its place, and nothing is written', async () => {
  const { deps } = house.server;
  const template = JSON.parse(readFileSync(file, 'utf8'));
  template.items[0].level = 'essential';
  template.items[1].due = 'someday';
  writeFileSync(file, JSON.stringify(template));
  await expect(importFromFile(deps, APP.corpId, [file])).rejects.toThrow(/items\[0\].*level[\s\S]*items\[1\].*due/);
  const kept = JSON.parse(await exportTemplate(deps, APP.corpId, ['production']));
  expect(kept.items[0].level).toBe('must');
});

test('a case that is born now has the new line; people behind a role are replaced', async () => {
  const { deps } = house.server;
  expect(await setRoles(deps, APP.corpId, ['--role', 'hr', '--users', HR])).toContain(HR);
  await expect(setRoles(deps, APP.corpId, ['--role', 'nobody', '--users', HR])).rejects.toThrow('invalid_input');
  agreeAll(house, fileResignation(house, { lastDay: '2026-03-31' }).id);
  await house.settle();
  const { rows } = await (await house.as(HR))('listHandovers', { query: {} });
  const view = await (await house.as(HR))('readHandover', { params: { id: rows[0]?.id ?? '' } });
  expect(view.items.map(({ title }) => title)).toContain('设备清单与点检（新版）');
  expect(await refusal((await house.as('weimin'))('readHandover', { params: { id: view.id } }))).toBe('not_found');
});

test('an ordinary form is chosen by its labels; one it does not have is named', async () => {
  const { deps } = house.server;
  const chosen = ['--process-code', ORDINARY, '--last-day', '预计离职日期', '--successor', '交接给谁'];
  expect(await chooseForm(deps, APP.corpId, chosen)).toContain('员工离职申请单');
  const wrong = ['--process-code', ORDINARY, '--last-day', '没有这一栏'];
  await expect(chooseForm(deps, APP.corpId, wrong)).rejects.toMatchObject({ details: { missing: ['lastWorkingDay'] } });
});

test('an event is replayed from a file once, however often', async () => {
  const { deps } = house.server;
  const event = { EventType: 'org_admin_add', CorpId: APP.corpId, TimeStamp: '1772000000000', UserId: [HR] };
  writeFileSync(file, JSON.stringify(event));
  expect(await replayEvent(deps, APP.corpId, [file, '--dry-run'])).toContain('org_admin_add');
  expect(await replayEvent(deps, APP.corpId, [file])).toMatch(/^stored /);
  expect(await replayEvent(deps, APP.corpId, [file])).toMatch(/^duplicate /);
});

test('the doctor finds a sound installation sound, and names what is wrong in another', async () => {
  const env = {
    PUBLIC_URL: house.server.url,
    DINGTALK_CORP_ID: APP.corpId,
    DINGTALK_CLIENT_ID: APP.clientId,
    DINGTALK_CLIENT_SECRET: APP.clientSecret,
    DINGTALK_AGENT_ID: APP.agentId,
    DINGTALK_ROBOT_CODE: APP.robotCode,
    DINGTALK_TOKEN: APP.token,
    DINGTALK_AES_KEY: APP.aesKey,
    DINGTALK_API_URL: house.dingtalk.url,
    DINGTALK_OAPI_URL: house.dingtalk.url,
  };
  const sound = await examine(env);
  expect(sound.filter(({ problem }) => problem !== null)).toEqual([]);
  const wrongToken = await examine({ ...env, DINGTALK_TOKEN: 'another-token' });
  expect(wrongToken.filter(({ problem }) => problem !== null).map(({ name }) => name)).toEqual([
    '事件回调（check_url）',
  ]);
  const wrongSecret = await examine({ ...env, DINGTALK_CLIENT_SECRET: 'wrong' });
  expect(wrongSecret.at(-1)?.problem).toContain('invalidClientIdOrSecret');
  expect(JSON.stringify([...sound, ...wrongToken, ...wrongSecret])).not.toContain(APP.clientSecret);
});

async function examine(env: Record<string, string>): Promise<{ name: string; problem: string | null }[]> {
  const findings: { name: string; problem: string | null }[] = [];
  for (const check of planChecks(env, HR)) {
    const problem = await check.run().then(
      () => null,
      (error: unknown) => explain(error),
    );
    findings.push({ name: check.name, problem });
    if (problem !== null && check.fatal) break;
  }
  return findings;
}
