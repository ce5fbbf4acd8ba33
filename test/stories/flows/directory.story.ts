import { schema } from '@baton/db';
import { acceptPush, collectFailedPushes, processInbox, syncDirectory } from '@baton/flows';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../house/movable-clock.ts';
import { LEAVER, MANAGER } from '../../house/resign.ts';
import { agree, fileSuite } from './file.ts';
import { type Flows, openFlows, snapshot } from './open-flows.ts';

let flows: Flows;
afterEach(() => flows.close());

const people = () => flows.read((tx) => tx.select().from(schema.people).orderBy(schema.people.userId));
const departments = () => flows.read((tx) => tx.select().from(schema.departments));
const person = async (userId: string) => (await people()).find((row) => row.userId === userId);

describe('the directory walk', () => {
  test('reads everybody with both ids, manager and leaders, for free', async () => {
    flows = await openFlows();
    const { control } = flows.dingtalk;
    const all = control.state().people;
    const rows = await people();
    expect(rows.map((row) => row.userId).toSorted()).toEqual(all.map((one) => one.userid).toSorted());
    expect(rows.every((row) => row.unionId !== '' && row.detailedAt !== null)).toBe(true);
    expect(await person(LEAVER)).toMatchObject({ name: '张建国', title: '设备工程师', managerUserId: MANAGER });
    expect((await departments()).length).toBe(control.state().departments.length);
    expect(control.calls().filter((call) => call.metered)).toEqual([]);
    const [corp] = await flows.read((tx) => tx.select().from(schema.corps));
    expect(corp).toMatchObject({ name: control.state().corp.name, directorySyncedAt: flows.clock.now() });
  });

  test('killed again and again, it goes on where it stopped and ends with the same rows', async () => {
    flows = await openFlows();
    const whole = (await people()).map((row) => [row.userId, row.managerUserId, row.deptIds]);
    await flows.clock.forward(2 * DAY);
    await flows.read(async (tx) => {
      await tx.update(schema.people).set({ detailedAt: null, managerUserId: null, deptIds: [] });
      await tx.delete(schema.departments);
    });
    let runs = 0;
    while (!(await syncDirectory(flows.deps, flows.corpId, { budget: 7 })).complete) runs += 1;
    expect(runs).toBeGreaterThan(4);
    expect((await people()).map((row) => [row.userId, row.managerUserId, row.deptIds])).toEqual(whole);
  });

  test('people are taken for gone only after a complete walk, and get their 补交接', async () => {
    flows = await openFlows();
    const { control } = flows.dingtalk;
    control.addFault({ kind: 'push_lost' });
    await flows.clock.forward(2 * DAY);
    control.leave(LEAVER);
    await syncDirectory(flows.deps, flows.corpId, { budget: 5 });
    expect(await person(LEAVER)).toMatchObject({ employment: 'on_job' });
    while (!(await syncDirectory(flows.deps, flows.corpId, { budget: 50 })).complete);
    expect(await person(LEAVER)).toMatchObject({ employment: 'left' });
    expect((await snapshot(flows)).cases).toMatchObject([{ leaverId: LEAVER, state: 'supplementing' }]);
  });

  test('a department that is deleted in front of the walk, or under it, does not stop it', async () => {
    flows = await openFlows({ walk: false });
    const { control } = flows.dingtalk;
    const before = control.createDepartment({ name: '临时组', parentId: 1 });
    await syncDirectory(flows.deps, flows.corpId, { budget: 3 });
    control.removeDepartment(before.id);
    const under = control.createDepartment({ name: '过渡组', parentId: 1 });
    const client = flows.deps.dingtalkFor(flows.corpId);
    const getDepartment: typeof client.getDepartment = async (deptId) => {
      const found = await client.getDepartment(deptId);
      if (deptId === under.id) control.removeDepartment(under.id);
      return found;
    };
    const deps = { ...flows.deps, dingtalkFor: () => ({ ...client, getDepartment }) };
    expect(await syncDirectory(deps, flows.corpId)).toEqual({ complete: true });
    await flows.clock.forward(DAY);
    control.createDepartment({ name: '长期组', parentId: 1 });
    expect(await syncDirectory(deps, flows.corpId)).toEqual({ complete: true });
    const known = (await departments()).filter((row) => row.goneAt === null).map((row) => row.name);
    expect(known).toContain('长期组');
    expect(known).not.toContain('临时组');
  });

  test('a second walk on the same day asks DingTalk nothing', async () => {
    flows = await openFlows();
    const before = flows.dingtalk.control.calls().length;
    await flows.clock.forward(HOUR);
    expect(await syncDirectory(flows.deps, flows.corpId)).toEqual({ complete: true });
    expect(flows.dingtalk.control.calls().length).toBe(before);
  });
});

describe('contact events', () => {
  test('keep people and departments up to date between walks', async () => {
    flows = await openFlows();
    const { control } = flows.dingtalk;
    const dept = control.state().departments.find((one) => one.name === '研发部');
    control.hire({
      userid: 'xinren',
      name: '新人',
      title: '测试工程师',
      deptId: dept?.id ?? 1,
      managerUserid: MANAGER,
    });
    control.change(LEAVER, { title: '高级设备工程师' });
    const made = control.createDepartment({ name: '自动化组', parentId: dept?.id ?? 1 });
    await flows.settle();
    expect(await person('xinren')).toMatchObject({ name: '新人', managerUserId: MANAGER, employment: 'on_job' });
    expect(await person(LEAVER)).toMatchObject({ title: '高级设备工程师' });
    expect((await departments()).find((row) => row.deptId === made.id)).toMatchObject({
      name: '自动化组',
      goneAt: null,
    });
    control.removeDepartment(made.id);
    await flows.settle();
    expect((await departments()).find((row) => row.deptId === made.id)?.goneAt).toEqual(flows.clock.now());
  });

  test('somebody becomes an administrator and stops being one: so do their rights here', async () => {
    flows = await openFlows();
    const client = flows.deps.dingtalkFor(flows.corpId);
    const told = async (EventType: string, isAdmin: boolean) => {
      const getUser: typeof client.getUser = async (userId) => {
        const user = await client.getUser(userId);
        return user && { ...user, isAdmin };
      };
      const deps = { ...flows.deps, dingtalkFor: () => ({ ...client, getUser }) };
      const event = { EventType, eventId: `e-${EventType}`, CorpId: flows.corpId, timeStamp: '1', userId: [LEAVER] };
      await acceptPush(flows.deps, { corpId: flows.corpId, text: JSON.stringify(event), source: 'push' });
      await processInbox(deps, flows.corpId);
      return (await person(LEAVER))?.isAdmin;
    };
    expect(await told('org_admin_add', true)).toBe(true);
    expect(await told('org_admin_remove', false)).toBe(false);
  });

  test('an unknown event is kept, warned about and holds nothing up', async () => {
    flows = await openFlows();
    const text = JSON.stringify({ EventType: 'moon_phase_change', eventId: 'e-moon', CorpId: flows.corpId });
    await acceptPush(flows.deps, { corpId: flows.corpId, text, source: 'push' });
    expect(await processInbox(flows.deps, flows.corpId)).toEqual({ settled: 1 });
    expect((await snapshot(flows)).events).toMatchObject([{ outcome: 'unknown', note: 'unknown_type' }]);
    expect(flows.logged).toContain('event.unknown');
  });
});

describe('the failed list', () => {
  test('pushes that failed three times are stored before the next call, and handled', async () => {
    flows = await openFlows();
    const { control } = flows.dingtalk;
    const pushUrl = control.state().settings.pushUrl;
    control.settings({ pushUrl: 'http://127.0.0.1:59998/' });
    agree(flows, fileSuite(flows));
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await control.flushPushes();
      await control.forward(MINUTE);
    }
    await control.forward(10 * MINUTE);
    control.settings({ pushUrl });
    expect((await snapshot(flows)).events).toEqual([]);
    const { collected } = await collectFailedPushes(flows.deps, flows.corpId);
    expect(collected).toBeGreaterThan(1);
    await flows.settle();
    const { cases, events } = await snapshot(flows);
    expect(cases).toMatchObject([{ leaverId: LEAVER, state: 'planning' }]);
    expect(new Set(events.map((event) => event.source))).toEqual(new Set(['failed_list']));
  });
});

describe('the budget', () => {
  test('counts what DingTalk counts, and keeps the last calls for what matters most', async () => {
    flows = await openFlows();
    agree(flows, fileSuite(flows));
    await flows.settle();
    const rows = await flows.read((tx) => tx.select().from(schema.dingtalkCalls));
    const metered = flows.dingtalk.control.calls().filter((call) => call.metered).length;
    expect(rows.reduce((sum, row) => sum + row.metered, 0)).toBe(metered);
    expect(rows.every((row) => row.month === '2026-03')).toBe(true);
    const [corp] = await flows.read((tx) => tx.select().from(schema.corps));
    const settings = { ...corp?.settings, monthlyCallLimit: 1 } as schema.CorpSettings;
    await flows.read((tx) => tx.update(schema.corps).set({ settings }).where(eq(schema.corps.corpId, flows.corpId)));
    await expect(collectFailedPushes(flows.deps, flows.corpId)).rejects.toThrow('quota exhausted');
    expect(flows.dingtalk.control.calls().filter((call) => call.metered)).toHaveLength(metered);
  });
});
