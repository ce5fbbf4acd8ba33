import { schema } from '@baton/db';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { NewDocument } from '../document/add-document.ts';
import { createDocument } from '../document/create-document.ts';
import { flagDocuments } from '../document/flag-documents.ts';
import { publishDocument } from '../document/publish-document.ts';
import { readDocument } from '../document/read-document.ts';
import { submitDocument } from '../document/submit-document.ts';
import { tellReviews } from '../document/tell-reviews.ts';
import { verifyDocument } from '../document/verify-document.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import type { AddressedLine } from './digest-source.ts';
import { sendDigests } from './send-digests.ts';

/** Digests leave at 09:23. 2026-03-02 is a Monday; documents are reviewed after 30 days, on 2026-04-01, a Wednesday. */
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const sendAt = (day: string, time = '09:23') => {
  desk.at(`${day}T${time}:00.000+08:00`);
  return sendDigests(desk.deps, CORP);
};
const told = async (who: Who) => {
  const rows = await desk.read((tx) => tx.select().from(schema.notices).where(eq(schema.notices.recipient, who)));
  const lines = rows.map(({ digestOn, body }) => ({ on: digestOn, ...(body as { title: string; text: string }) }));
  return lines.toSorted((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
};
const days = async (who: Who) => (await told(who)).map(({ on }) => on?.slice(5));
const write = async (title: string, about: Partial<NewDocument> = {}) => {
  const { documentId } = await createDocument(desk.deps, desk.as('chen'), {
    ...{ kind: 'faq', title, content: { format: 'markdown', text: '报销单交给财务室' }, positionKey: null },
    ...{ visibility: 'company', visibleTo: [], subjects: [], reviewDays: 30, ownerId: 'zhang', verifierId: 'li' },
    ...about,
  });
  const { version, draftVersion } = await readDocument(desk.deps, desk.as('chen'), { documentId });
  await submitDocument(desk.deps, desk.as('chen'), { documentId, version, draftVersion, note: '', minor: false });
  return documentId;
};
const publish = async (title: string, about: Partial<NewDocument> = {}) => {
  const documentId = await write(title, about);
  const by = desk.as((about.verifierId as Who | undefined) ?? 'li');
  const { version } = await readDocument(desk.deps, by, { documentId });
  await publishDocument(desk.deps, by, { documentId, version });
  return documentId;
};
const eachDay = (from: string, to: string) => {
  const found: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    found.push(new Date(at).toISOString().slice(0, 10));
  return found;
};

it('a review is reminded on a ladder, then of its owner, then of who leads the verifier; verifying ends it', async () => {
  const documentId = await publish('报销指引');
  for (const day of eachDay('2026-03-30', '2026-04-24')) for (const time of ['09:23', '15:00']) await sendAt(day, time);
  // 清明: 04-04 to 04-06 rest.
  expect(await days('li')).toEqual(['04-01', '04-07', '04-13', '04-20']);
  expect(await days('zhang')).toEqual(['04-13', '04-20']);
  expect(await days('wang')).toEqual(['04-16', '04-23']);
  const [first] = await told('li');
  expect(first).toMatchObject({
    title: '您有 1 篇岗位文档待复核，请尽快处理',
    text: '您有 1 篇岗位文档待复核，请尽快处理\n\n- 报销指引（4 月 1 日应复核）',
    path: `/documents/${documentId}`,
    button: '立即处理',
  });
  expect((await told('wang'))[0]?.title).toBe('有 1 篇岗位文档逾期未复核，请协助推进');
  const { version } = await readDocument(desk.deps, desk.as('li'), { documentId });
  await verifyDocument(desk.deps, desk.as('li'), { documentId, version });
  for (const day of eachDay('2026-04-27', '2026-05-15')) expect(await sendAt(day)).toEqual({ digests: 0 });
});

it('flagged again for another reason, it has been waiting since the first; verified in between, since the second', async () => {
  const documentId = await publish('报销指引', { subjects: ['报销'] });
  const flag = async (day: string, reason: string) => {
    desk.at(`${day}T10:00:00.000+08:00`);
    await flagDocuments(desk.deps, desk.as('chen'), { subject: '报销', reason });
  };
  await flag('2026-03-03', '换了系统');
  for (const day of eachDay('2026-03-04', '2026-03-09')) await sendAt(day);
  await flag('2026-03-09', '换了财务');
  for (const day of eachDay('2026-03-10', '2026-03-17')) await sendAt(day);
  expect(await days('li')).toEqual(['03-04', '03-06', '03-12']);
  expect(await days('wang')).toEqual(['03-17']);
  expect((await told('li')).at(-1)?.text).toContain('（3 月 3 日标记为待复核：换了财务）');
  const { version } = await readDocument(desk.deps, desk.as('li'), { documentId });
  await verifyDocument(desk.deps, desk.as('li'), { documentId, version });
  await flag('2026-03-18', '换了规定');
  await sendAt('2026-03-19');
  expect((await told('li')).at(-1)).toMatchObject({
    on: '2026-03-19',
    text: expect.stringContaining('3 月 18 日标记'),
  });
});

it('one person’s digest that cannot be written does not keep the others from theirs', async () => {
  for (const verifierId of ['gao', 'li', 'liu', 'wang', 'zhao'] as const)
    await publish(`${verifierId} 的指引`, { verifierId });
  const asOwner = async (statement: string) => {
    for (const text of ['reset role', statement, 'set role baton_app']) await desk.deps.db.orm.execute(sql.raw(text));
  };
  await asOwner(`alter table notices add constraint planted check (recipient <> 'liu')`);
  const failed: unknown[] = [];
  const log = { ...desk.deps.log, error: (fields: Record<string, unknown>) => failed.push(fields.userId) };
  desk.at('2026-04-01T09:23:00.000+08:00');
  expect(await sendDigests({ ...desk.deps, log }, CORP)).toEqual({ digests: 4 });
  expect(failed).toEqual(['liu']);
  expect(await days('zhao')).toEqual(['04-01']);
  await asOwner('alter table notices drop constraint planted');
  expect(await sendAt('2026-04-01', '09:24')).toEqual({ digests: 1 });
});

it('what is for named people is not named to who leads the verifier', async () => {
  await publish('薪酬口径', { visibility: 'people', visibleTo: ['gao'] });
  for (const day of eachDay('2026-04-01', '2026-04-24')) await sendAt(day);
  expect(await told('wang')).toEqual([]);
  expect(await told('zhang')).toHaveLength(2);
});

it('handovers and documents are one message with a list of each; who has neither hears nothing', async () => {
  await publish('报销指引');
  await desk.openCase([{ title: '设备台账', dueOn: '2026-04-02', doer: 'li' }]);
  expect(await sendAt('2026-04-01')).toEqual({ digests: 1 });
  expect(await told('li')).toMatchObject([
    {
      title: '您有 1 项离职交接待处理、1 篇岗位文档待复核，请查看',
      text: [
        '您有 1 项离职交接待处理、1 篇岗位文档待复核，请查看',
        '**离职交接**',
        '- 设备台账（4 月 2 日截止）',
        '**待复核的文档**',
        '- 报销指引（4 月 1 日应复核）',
      ].join('\n\n'),
      path: '/',
    },
  ]);
});

it('never two a day: who had a digest hears of a document in the next one, and once', async () => {
  await desk.openCase([{ dueOn: '2026-04-01', doer: 'li' }]);
  await desk.read((tx) => tx.update(schema.handovers).set({ leaverId: 'gao' }));
  await sendAt('2026-03-31');
  await publish('报销指引', { subjects: ['报销'] });
  await flagDocuments(desk.deps, desk.as('chen'), { subject: '报销', reason: '换了系统' });
  await sendAt('2026-03-31', '16:00');
  await sendAt('2026-04-01');
  await sendAt('2026-04-01', '16:00');
  expect(await days('li')).toEqual(['03-31', '04-01']);
  expect((await told('li'))[1]?.text).toContain('- 报销指引（3 月 31 日标记为待复核：换了系统）');
  await sendAt('2026-04-02');
  expect((await told('li')).filter(({ text }) => text.includes('报销指引'))).toHaveLength(1);
});

it('a digest that was cancelled told nothing: its lines are in the next one', async () => {
  await publish('报销指引');
  await sendAt('2026-04-01');
  await desk.read((tx) => tx.update(schema.notices).set({ state: 'cancelled' }));
  expect(await sendAt('2026-04-02')).toEqual({ digests: 1 });
  expect(await days('li')).toEqual(['04-01', '04-02']);
});

it('a digest that failed told nothing: its lines are in the next ones, three times at most; an uncertain one told them', async () => {
  await publish('报销指引');
  const end = (state: 'failed' | 'uncertain') => desk.read((tx) => tx.update(schema.notices).set({ state }));
  // From 04-07 on it is the next step of the ladder, a line of its own; from 04-13 on the third, to its owner as well.
  for (const day of ['04-01', '04-02', '04-03', '04-07', '04-08', '04-09', '04-10', '04-13']) {
    await sendAt(`2026-${day}`);
    await end(day === '04-13' ? 'uncertain' : 'failed');
  }
  expect(await days('li')).toEqual(['04-01', '04-02', '04-03', '04-07', '04-08', '04-09', '04-13']);
  expect(await sendAt('2026-04-14')).toEqual({ digests: 0 });
});

it('what was told more than a year ago is forgotten, with the next digests that are written', async () => {
  await publish('报销指引');
  const line = { corpId: CORP, userId: 'li' };
  const old = [
    { ...line, key: 'long ago', digestOn: '2025-02-20' },
    { ...line, key: 'within the year', digestOn: '2025-05-20' },
  ];
  await desk.read((tx) => tx.insert(schema.digestLines).values(old));
  await sendAt('2026-04-01');
  const kept = await desk.read((tx) => tx.select().from(schema.digestLines));
  expect(kept.map(({ key }) => key.split(':')[0]).toSorted()).toEqual(['review', 'within the year']);
});

it('nobody is looked for again who has their digest of today', async () => {
  const documentId = await publish('报销指引');
  const asked = vi.spyOn(tellReviews, 'gather');
  await sendAt('2026-04-01');
  await sendAt('2026-04-01', '09:24');
  const found = await Promise.all(asked.mock.results.map(({ value }) => value as Promise<AddressedLine[]>));
  expect(found.map((lines) => lines.map(({ path }) => path))).toEqual([[`/documents/${documentId}`], []]);
});

it('a draft waits for its approver from the next morning on; English readers read English', async () => {
  await desk.read((tx) => tx.update(schema.people).set({ language: 'en' }).where(eq(schema.people.userId, 'li')));
  const documentId = await write('Expenses');
  await write('Travel');
  expect(await sendAt('2026-03-02', '16:00')).toEqual({ digests: 0 });
  for (const day of eachDay('2026-03-03', '2026-03-06')) await sendAt(day);
  expect(await days('li')).toEqual(['03-03', '03-05']);
  expect((await told('li'))[0]).toMatchObject({
    title: 'You have 2 documents to approve. Please do it soon.',
    text: expect.stringContaining('- Expenses (handed in on 2026-03-02)'),
    path: '/documents?scope=mine',
  });
  const { version } = await readDocument(desk.deps, desk.as('li'), { documentId });
  await publishDocument(desk.deps, desk.as('li'), { documentId, version });
  await sendAt('2026-03-11');
  expect((await told('li')).at(-1)).toMatchObject({ title: 'You have 1 document to approve. Please do it soon.' });
});

it('a document of two paths that somebody is on is told once', async () => {
  const documentId = await publish('安全须知');
  const steps = [{ key: 'safety', day: 0 as const, kind: 'must_read' as const, title: '', documentIds: [documentId] }];
  const by = { updatedBy: 'chen', updatedAt: desk.deps.now() };
  for (const [positionKey, startedOn] of [
    ['office', '2026-03-02'],
    ['warehouse', '2026-03-03'],
  ] as const) {
    const template = { corpId: CORP, key: positionKey, name: positionKey };
    await desk.read((tx) => tx.insert(schema.templates).values({ ...template, includesBase: false }));
    await desk.read((tx) => tx.insert(schema.positions).values({ ...template, templateKey: positionKey }));
    const about = { reason: 'assigned' as const, cause: `assigned:${positionKey}`, createdAt: desk.deps.now() };
    await desk.read((tx) => tx.insert(schema.readingPaths).values({ corpId: CORP, positionKey, steps, ...by }));
    await desk.read((tx) =>
      tx.insert(schema.readings).values({ corpId: CORP, userId: 'gao', positionKey, startedOn, ...about }),
    );
  }
  await sendAt('2026-03-04');
  const [digest] = await told('gao');
  expect(digest?.text.split('安全须知')).toHaveLength(2);
});
