import { schema } from '@baton/db';
import { and, eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { submitItem } from '../item/submit-item.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { planReminders } from './plan-reminders.ts';
import { sendDigests } from './send-digests.ts';

/** Digests leave at 09:23; quiet from 20:00 to 09:00. 2026-03-02 is a Monday; Qingming rests on 2026-04-04 to 06. */
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const local = (text: string) => `${text.replace(' ', 'T')}:00.000+08:00`;
const digests = async (who?: Who) => {
  const { notices } = schema;
  const mine = who === undefined ? undefined : eq(notices.recipient, who);
  const rows = await desk.read((tx) =>
    tx
      .select()
      .from(notices)
      .where(and(eq(notices.kind, 'digest'), mine)),
  );
  return rows.map((row) => ({ to: row.recipient, on: row.digestOn, title: String(row.body.title), body: row.body }));
};
const sendAt = (text: string) => {
  desk.at(local(text));
  return sendDigests(desk.deps, CORP);
};

it('says how much is left, once a day, however often it runs', async () => {
  await desk.openCase([
    { title: '设备台账', dueOn: '2026-03-09' },
    { title: '备件清单', dueOn: '2026-03-09' },
    { title: '点检记录', dueOn: '2026-03-20' },
  ]);
  expect(await sendAt('2026-03-04 09:22')).toEqual({ digests: 0 });
  expect(await sendAt('2026-03-04 09:23')).toEqual({ digests: 1 });
  expect(await sendAt('2026-03-04 09:24')).toEqual({ digests: 0 });
  const [digest] = await digests('zhang');
  expect(digest?.title).toBe('您的离职交接清单还有 3 项未完成，请尽快处理');
  expect(String(digest?.body.text).split('\n')[0]).toBe('您的离职交接清单还有 3 项未完成，请尽快处理');
  expect(String(digest?.body.text)).toContain('- 设备台账（3 月 9 日截止）');
  expect(digest?.body).toMatchObject({ path: '/' });
  const told = await desk.read((tx) =>
    tx.select().from(schema.history).where(eq(schema.history.action, 'reminder.sent')),
  );
  expect(told.map(({ details }) => details)).toEqual([{ to: 'zhang', items: 3 }]);
});

it('whose checklist started overnight is welcomed in the morning, and pressed only for what is due that day', async () => {
  const item = { title: '设备台账', dueOn: '2026-03-10' };
  desk.at(local('2026-03-03 23:00'));
  await desk.openCase([item, { ...item, doer: 'wang' }]);
  desk.at(local('2026-03-04 23:00'));
  await desk.openCase([{ ...item, dueOn: '2026-03-05', doer: 'chen' }], { leaverId: 'chen' });
  await desk.openCase([{ ...item, doer: 'zhao' }], { leaverId: 'zhao' });
  await sendAt('2026-03-05 09:23');
  expect(await digests('zhang')).toHaveLength(1);
  expect(await digests('wang')).toHaveLength(1);
  expect(await digests('chen')).toHaveLength(1);
  expect(await digests('zhao')).toHaveLength(0);
  await sendAt('2026-03-09 09:23');
  expect(await digests('zhao')).toHaveLength(1);
});

it('is silent at night and on rest days, swapped weekends included, and loses nothing by it', async () => {
  await desk.openCase([{ dueOn: '2026-03-09' }]);
  expect(await sendAt('2026-03-07 10:00')).toEqual({ digests: 0 }); // Saturday
  expect(await sendAt('2026-03-09 08:00')).toEqual({ digests: 0 });
  expect(await sendAt('2026-03-09 21:00')).toEqual({ digests: 0 });
  expect(await sendAt('2026-03-10 09:30')).toEqual({ digests: 1 });
  expect(await digests('zhang')).toHaveLength(1);
});

it('a swapped Saturday is a working day like any other', async () => {
  desk.at(local('2026-05-06 10:00'));
  await desk.openCase([{ dueOn: '2026-05-09' }], { lastWorkingDay: '2026-05-29' });
  expect(await sendAt('2026-05-09 09:23')).toEqual({ digests: 1 }); // 五一调休上班
});

it('a week without a clock makes one message, not seven', async () => {
  await desk.openCase([{ dueOn: '2026-03-05' }]);
  expect(await sendAt('2026-03-16 10:00')).toMatchObject({ digests: expect.any(Number) });
  expect(await digests('zhang')).toHaveLength(1);
  expect(await sendAt('2026-03-16 15:00')).toEqual({ digests: 0 });
  await sendAt('2026-03-17 10:00');
  expect(await digests('zhang')).toHaveLength(2);
});

it('whoever an item is handed in to hears of it in the next digest, once', async () => {
  const { itemIds } = await desk.openCase([{ dueOn: '2026-03-30' }]);
  desk.at(local('2026-03-03 15:00'));
  const evidence = [{ type: 'SYS', statement: '已在系统里逐项转给接收人，名下剩余为零' }] as const;
  await submitItem(desk.deps, desk.as('zhang'), { itemId: itemIds[0] as string, version: 1, evidence });
  expect(await sendAt('2026-03-03 16:00')).toEqual({ digests: 0 });
  expect(await sendAt('2026-03-04 09:23')).toEqual({ digests: 1 });
  const [told] = await digests('li');
  expect(told).toMatchObject({ title: '张建国移交给您的交接项有 1 项待接收，请尽快处理' });
  expect(told?.body).toMatchObject({ path: `/items/${itemIds[0]}` });
  await sendAt('2026-03-05 09:23');
  await sendAt('2026-03-06 09:23');
  expect(await digests()).toHaveLength(1);
});

it('overdue is escalated level by level, and a restricted item is not named above the manager', async () => {
  await desk.openCase([
    { title: '公章', dueOn: '2026-03-02', restricted: true },
    { title: '台账', dueOn: '2026-03-02' },
  ]);
  for (const day of ['03', '04', '05', '06', '09', '10']) await sendAt(`2026-03-${day} 09:23`);
  const first = (who: Who) => digests(who).then((all) => all.map(({ on }) => on).toSorted()[0]);
  expect(await first('wang')).toBe('2026-03-04');
  expect(await first('liu')).toBe('2026-03-06');
  expect(await first('chen')).toBe('2026-03-10');
  expect(await digests('zhang')).toHaveLength(6);
  const [above] = await digests('liu');
  expect(String(above?.body.text)).toContain('台账');
  expect(String(above?.body.text)).not.toContain('公章');
  // The case is not theirs to open: they are told whom to talk to, and the button leads to what they may see.
  expect(String(above?.body.text)).toContain('- 台账（3 月 2 日截止，已逾期，请联系张建国、王海涛）');
  expect(above?.body).toMatchObject({ path: '/', button: '打开接力棒' });
  const [manager] = await digests('wang');
  expect(manager?.body).toMatchObject({ path: expect.stringMatching(/^\/handovers\//), button: '立即处理' });
  expect(String(manager?.body.text)).not.toContain('请联系');
});

it('a case whose reminders fail does not keep the others from being told', async () => {
  const item = { dueOn: '2026-03-09' };
  const stuck = await desk.openCase([item, item]);
  await desk.openCase([{ ...item, doer: 'gao' }], { leaverId: 'gao' });
  await desk.openCase([{ ...item, doer: 'zhao' }], { leaverId: 'zhao' });
  const asOwner = async (statement: string) => {
    for (const text of ['reset role', statement, 'set role baton_app']) await desk.deps.db.orm.execute(sql.raw(text));
  };
  const rule = `check (handover_id <> '${stuck.handoverId}' or action <> 'reminder.sent')`;
  await asOwner(`alter table history add constraint planted ${rule}`);
  const failed: unknown[] = [];
  const log = { ...desk.deps.log, error: (fields: Record<string, unknown>) => failed.push(fields.handoverId) };
  desk.at(local('2026-03-04 09:23'));
  expect(await sendDigests({ ...desk.deps, log }, CORP)).toEqual({ digests: 2 });
  expect(failed).toEqual([stuck.handoverId]);
  expect((await digests()).map(({ to }) => to).toSorted()).toEqual(['gao', 'zhao']);
  await asOwner('alter table history drop constraint planted');
  expect(await sendAt('2026-03-04 09:24')).toEqual({ digests: 1 });
});

it('when nobody who has to act is there, the manager hears of it at once', async () => {
  await desk.openCase([{ dueOn: '2026-03-04' }]);
  await desk.read((tx) =>
    tx.update(schema.people).set({ employment: 'left' }).where(eq(schema.people.userId, 'zhang')),
  );
  await sendAt('2026-03-03 09:23');
  expect((await digests()).map(({ to }) => to)).toEqual(['wang']);
});

it('a date moved away and back repeats nothing; a second case of the day waits for tomorrow', async () => {
  const { handoverId, itemIds } = await desk.openCase([{ dueOn: '2026-03-05' }]);
  await sendAt('2026-03-04 09:23');
  const move = async (dueOn: string) => {
    await desk.read(async (tx) => {
      await tx
        .update(schema.items)
        .set({ dueOn })
        .where(eq(schema.items.id, itemIds[0] as string));
      await planReminders(tx, { corpId: CORP, handoverId, now: desk.deps.now() });
    });
  };
  await move('2026-03-27');
  await move('2026-03-05');
  expect(await sendAt('2026-03-04 11:00')).toEqual({ digests: 0 });
  await move('2026-03-06');
  expect(await sendAt('2026-03-04 14:00')).toEqual({ digests: 0 });
  await sendAt('2026-03-05 09:23');
  expect(await digests('zhang')).toHaveLength(2);
});

it('closed items and withdrawn cases remind nobody', async () => {
  await desk.openCase([{ dueOn: '2026-03-03', state: 'done' }]);
  await desk.read((tx) => tx.update(schema.handovers).set({ state: 'archived' }));
  const { handoverId } = await desk.openCase([{ dueOn: '2026-03-03' }]);
  await desk.read(async (tx) => {
    await tx.update(schema.handovers).set({ state: 'withdrawn' }).where(eq(schema.handovers.id, handoverId));
  });
  expect(await sendAt('2026-03-04 09:23')).toEqual({ digests: 0 });
});

it('a rung is owed to each person by themselves: who had their digest already hears of it tomorrow, nobody twice', async () => {
  desk.at(local('2026-03-02 15:00'));
  const signs = (who: Who) => ({ role: 'it' as const, who });
  const waiting = { state: 'awaiting_confirmation' as const, dueOn: '2026-03-30' };
  await desk.openCase([{ ...waiting, confirmers: [signs('wang')] }]);
  await sendAt('2026-03-03 09:23');
  const { handoverId, itemIds } = await desk.openCase(
    [{ ...waiting, title: '交接计划', confirmers: [signs('wang'), signs('zhao')] }],
    { leaverId: 'gao' },
  );
  await desk.read(async (tx) => {
    const stateSince = new Date(local('2026-03-02 15:30'));
    await tx
      .update(schema.items)
      .set({ stateSince })
      .where(eq(schema.items.id, itemIds[0] as string));
    await planReminders(tx, { corpId: CORP, handoverId, now: desk.deps.now() });
  });
  const told = async () => (await digests()).map(({ to, on }) => `${on} ${to}`).toSorted();
  await sendAt('2026-03-03 11:00');
  expect(await told()).toEqual(['2026-03-03 wang', '2026-03-03 zhao']);
  await sendAt('2026-03-04 09:23');
  expect(await told()).toEqual(['2026-03-03 wang', '2026-03-03 zhao', '2026-03-04 wang']);
  const [, second] = await digests('wang');
  expect(String(second?.body.text)).toContain('交接计划');
  for (const day of ['05', '06', '09']) await sendAt(`2026-03-${day} 09:23`);
  expect(await told()).toHaveLength(3);
});

it('more than one transaction holds is still one message per person, and nothing stays due', async () => {
  const { handoverId, itemIds } = await desk.openCase([{ dueOn: '2026-03-03' }]);
  const n = 2_500;
  await desk.read(async (tx) => {
    await tx.execute(sql`
      insert into items (corp_id, id, handover_id, key, position, title, standard, evidence, columns, level, gate, due,
        due_on, hours, state, state_since, doer_id)
      select corp_id, gen_random_uuid(), handover_id, 'many_' || n, n, '交接项 ' || n, standard, evidence, columns, level,
        gate, due, due_on, hours, state, state_since, doer_id
      from items, generate_series(1, ${n}::int) n where id = ${itemIds[0]}`);
    await tx.execute(sql`
      insert into reminders (corp_id, item_id, handover_id, rung, due_at, sent)
      select corp_id, id, handover_id, '2026-03-03/D0', ${local('2026-03-03 09:23')}::timestamptz, '[]'
      from items where key like 'many_%'`);
  });
  expect(await sendAt('2026-03-03 09:30')).toEqual({ digests: 1 });
  expect((await digests('zhang')).map(({ title }) => title)).toEqual([
    `您的离职交接清单还有 ${n + 1} 项未完成，请尽快处理`,
  ]);
  const rows = await desk.read((tx) => tx.select().from(schema.reminders));
  expect(rows.filter(({ dueAt }) => dueAt === null || dueAt <= desk.deps.now())).toEqual([]);
  expect(new Set(rows.map(({ rung }) => rung))).toEqual(new Set(['2026-03-03/O1']));
  expect(rows.every((row) => row.handoverId === handoverId)).toBe(true);
});

it('several people of one case read the same text on the same morning; the leaver and who oversees read their own', async () => {
  desk.at(local('2026-03-03 15:00'));
  await desk.openCase([
    { title: '设备台账', dueOn: '2026-03-09' },
    { title: '备件清单', dueOn: '2026-03-30', state: 'awaiting_acceptance' },
    { title: '点检记录', dueOn: '2026-03-30', state: 'awaiting_acceptance' },
    { title: '公章', restricted: true, dueOn: '2026-03-02', state: 'awaiting_confirmation' },
  ]);
  expect(await sendAt('2026-03-04 09:23')).toEqual({ digests: 3 });
  const [li, wang, zhang] = (await digests()).toSorted((a, b) => (a.to < b.to ? -1 : 1));
  expect(li?.title).toBe('张建国的离职交接有事项等您处理');
  expect(li?.body).toEqual(wang?.body);
  expect(li?.body).toMatchObject({ path: '/' });
  expect(String(li?.body.text).split('\n')).toEqual([
    '张建国的离职交接有事项等您处理，请尽快完成。',
    '',
    '- 李明：2 项待接收',
    '- 王海涛：1 项待确认（1 项已逾期）',
  ]);
  expect(zhang?.title).toBe('您的离职交接清单还有 1 项未完成，请尽快处理');
});

it('what tomorrow’s digest would only repeat is said today; the last day and overdue never are', async () => {
  await desk.openCase([{ dueOn: '2026-03-09' }, { dueOn: '2026-03-10' }, { dueOn: '2026-03-06' }]);
  const days: string[] = [];
  for (const day of ['03', '04', '05', '06', '09', '10', '11']) {
    const { digests: written } = await sendAt(`2026-03-${day} 09:23`);
    if (written > 0) days.push(day);
  }
  // D-3 of Friday on Tuesday says D-3 of Monday as well; D-3 of Tuesday and D-1 of Friday, then every D-1 and D0.
  expect(days).toEqual(['03', '05', '06', '09', '10', '11']);
});
