import { schema } from '@baton/db';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDocument } from '../document/create-document.ts';
import { obsoleteDocument } from '../document/obsolete-document.ts';
import { publishDocument } from '../document/publish-document.ts';
import { readDocument } from '../document/read-document.ts';
import { submitDocument } from '../document/submit-document.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { changeReadingPath, readReadingPath } from './change-reading-path.ts';
import { foreseePath } from './foresee-path.ts';

/** 陈静 is HR and an author of all of it; an admin saves the path beside her. */
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  const template = { corpId: CORP, key: 'office', name: '办公室' };
  await desk.read((tx) => tx.insert(schema.templates).values({ ...template, includesBase: false }));
  await desk.read((tx) => tx.insert(schema.positions).values({ ...template, templateKey: 'office' }));
});
afterEach(() => desk.close());

const admin = () => {
  const session = desk.as('gao');
  return { ...session, actor: { ...session.actor, isAdmin: true } };
};
async function publish(title: string, about: { visibility: 'company' | 'people'; visibleTo: Who[] }): Promise<string> {
  const { documentId } = await createDocument(desk.deps, desk.as('chen'), {
    ...{ kind: 'faq', title, content: { format: 'markdown', text: '照着做' }, positionKey: null, subjects: [] },
    ...{ reviewDays: null, ownerId: 'chen', verifierId: 'li', ...about },
  });
  const { version, draftVersion } = await readDocument(desk.deps, desk.as('chen'), { documentId });
  await submitDocument(desk.deps, desk.as('chen'), { documentId, version, draftVersion, note: '', minor: false });
  const waiting = await readDocument(desk.deps, desk.as('li'), { documentId });
  await publishDocument(desk.deps, desk.as('li'), { documentId, version: waiting.version });
  return documentId;
}
const step = (key: string, documentIds: string[]) => ({
  ...{ key, day: 1 as const, kind: 'custom' as const, title: key, documentIds },
});

it('a path that names what is obsolete, or what this person cannot read, can still be changed', async () => {
  const open = await publish('考勤', { visibility: 'company', visibleTo: [] });
  const gone = await publish('旧考勤', { visibility: 'company', visibleTo: [] });
  const secret = await publish('薪酬', { visibility: 'people', visibleTo: ['zhang'] });
  const path = { positionKey: 'office' };
  const steps = [step('a', [open, gone]), step('b', [gone]), step('c', [secret])];
  await changeReadingPath(desk.deps, desk.as('chen'), { ...path, version: 0, steps });
  const { version } = await readDocument(desk.deps, desk.as('chen'), { documentId: gone });
  await obsoleteDocument(desk.deps, desk.as('chen'), { documentId: gone, version, reason: '换了系统' });
  const seen = await readReadingPath(desk.deps, admin(), path);
  expect(seen.documents.map(({ title }) => title)).toEqual(['考勤']);
  await changeReadingPath(desk.deps, admin(), { ...path, version: 1, steps: [...seen.steps, step('d', [])] });
  const now = await readReadingPath(desk.deps, desk.as('chen'), path);
  expect(now.steps.map(({ key, documentIds }) => [key, documentIds])).toEqual([
    ['a', [open]],
    ['c', [secret]],
    ['d', []],
  ]);
  const newcomer = { positionKey: 'office', userId: 'gao', startsOn: '2026-03-02' };
  const { steps: theirs, unreadable } = await foreseePath(desk.deps, desk.as('chen'), newcomer);
  expect([theirs.map(({ key, total }) => [key, total]), unreadable]).toEqual([
    [
      ['a', 1],
      ['d', 0],
    ],
    1,
  ]);
  // What did not stand in it is not put into it unseen.
  const other = await publish('奖金', { visibility: 'people', visibleTo: ['zhang'] });
  const added = changeReadingPath(desk.deps, admin(), { ...path, version: 2, steps: [step('e', [other])] });
  await expect(added).rejects.toMatchObject({ code: 'invalid_input' });
});

it('who only looks at a path is told of no document they may not read, nor who puts somebody on it who reads it', async () => {
  const open = await publish('考勤', { visibility: 'company', visibleTo: [] });
  const secret = await publish('裁员方案', { visibility: 'people', visibleTo: ['zhang'] });
  const path = { positionKey: 'office' };
  const steps = [step('裁员要点', [secret]), step('制度', [open, secret]), step('跟班', [])];
  await changeReadingPath(desk.deps, desk.as('chen'), { ...path, version: 0, steps });
  const about = { reason: 'assigned' as const, cause: 'assigned:x', positionKey: 'office', startedOn: '2026-03-02' };
  for (const userId of ['gao', 'zhang'])
    await desk.read((tx) =>
      tx.insert(schema.readings).values({ corpId: CORP, userId, ...about, createdAt: desk.deps.now() }),
    );
  const seenBy = async (who: Who) => (await readReadingPath(desk.deps, desk.as(who), path)).steps;
  expect((await seenBy('zhang')).map(({ title }) => title)).toEqual(['裁员要点', '制度', '跟班']);
  expect((await seenBy('gao')).map(({ title, documentIds }) => [title, documentIds])).toEqual([
    ['制度', [open]],
    ['跟班', []],
  ]);
  // An admin may arrange the path and does not read it: what they foresee is the same of who does and who does not.
  const foreseen = async (userId: Who) => {
    const { steps: told, unreadable } = await foreseePath(desk.deps, admin(), {
      ...path,
      userId,
      startsOn: '2026-03-02',
    });
    return [told.map(({ title, total }) => [title, total]), unreadable];
  };
  expect(await foreseen('zhang')).toEqual([
    [
      ['制度', 1],
      ['跟班', 0],
    ],
    0,
  ]);
  expect(await foreseen('zhao')).toEqual(await foreseen('zhang'));
});
