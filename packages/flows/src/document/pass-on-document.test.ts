import { schema } from '@baton/db';
import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endLeaversSessions } from '../people/end-leavers-sessions.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { refused } from '../testing/refused.ts';
import type { NewDocument } from './add-document.ts';
import { createDocument } from './create-document.ts';
import { publishDocument } from './publish-document.ts';
import { readDocument } from './read-document.ts';
import { submitDocument } from './submit-document.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

const { people, roleHolders } = schema;
const leave = (userId: Who) =>
  desk.read((tx) =>
    tx
      .update(people)
      .set({ employment: 'left', leftAt: desk.deps.now() })
      .where(and(eq(people.corpId, CORP), eq(people.userId, userId))),
  );
const nobodyIsHr = () => desk.read((tx) => tx.delete(roleHolders).where(eq(roleHolders.role, 'hr')));
const create = async (ownerId: Who, verifierId: Who, visibility: 'company' | 'people' = 'company') =>
  (
    await createDocument(desk.deps, desk.as('chen'), {
      ...{ kind: 'faq', title: '印章在哪里', content: { format: 'markdown', text: '财务室' }, positionKey: null },
      ...{ visibility, visibleTo: [], subjects: [], reviewDays: null, ownerId, verifierId },
    })
  ).documentId;
const seats = async (documentId: string) => {
  const [row] = await desk.read((tx) => tx.select().from(schema.documents).where(eq(schema.documents.id, documentId)));
  return [row?.ownerId, row?.verifierId];
};
const handOn = async () => (await endLeaversSessions(desk.deps, CORP)).documents;

it('goes to who led them, past managers who are gone too', async () => {
  const id = await create('zhang', 'zhang');
  await leave('zhang');
  await leave('wang');
  expect(await handOn()).toBe(1);
  expect(await seats(id)).toEqual(['liu', 'liu']);
});

it('goes to HR where nobody led them, and only the seat of who is gone changes', async () => {
  const id = await create('liu', 'wang');
  await leave('liu');
  await handOn();
  expect(await seats(id)).toEqual(['chen', 'wang']);
  expect(await handOn()).toBe(0);
});

it('with nobody left it stays as it is, and is handed on as soon as there is somebody', async () => {
  const id = await create('liu', 'liu');
  await nobodyIsHr();
  await leave('liu');
  expect(await handOn()).toBe(0);
  expect(await seats(id)).toEqual(['liu', 'liu']);
  const { history } = await desk.read(async (tx) => ({ history: await tx.select().from(schema.documentHistory) }));
  expect(history.map(({ action }) => action)).toEqual(['document.created']);
  await desk.read((tx) => tx.insert(roleHolders).values({ corpId: CORP, userId: 'gao', role: 'hr' }));
  expect(await handOn()).toBe(1);
  expect(await seats(id)).toEqual(['gao', 'gao']);
});

it('what only named people read is read by who answers for it now', async () => {
  const documentId = await create('zhang', 'zhang', 'people');
  await leave('zhang');
  await handOn();
  const view = await readDocument(desk.deps, desk.as('wang'), { documentId });
  expect(view.owner.userId).toBe('wang');
});

it('only where nobody else is left somebody approves what they wrote, and the version says so', async () => {
  const zhang = desk.as('zhang');
  const document: NewDocument = {
    kind: 'faq',
    title: '开机',
    content: { format: 'markdown', text: '按绿色按钮' },
    positionKey: 'production',
    visibility: 'company',
    visibleTo: [],
    subjects: [],
    reviewDays: null,
    verifierId: 'zhang',
  };
  const { documentId } = await createDocument(desk.deps, zhang, document);
  await submitDocument(desk.deps, zhang, { documentId, version: 1, draftVersion: 1, note: '', minor: true });
  expect(await refused(publishDocument(desk.deps, zhang, { documentId, version: 2 }))).toBe('forbidden');
  await nobodyIsHr();
  await publishDocument(desk.deps, zhang, { documentId, version: 2 });
  const view = await readDocument(desk.deps, zhang, { documentId });
  // The first version is never a mere typo, whatever its author says.
  expect(view.versions).toMatchObject([
    { number: 1, selfApproved: true, minor: false, approvedBy: { userId: 'zhang' } },
  ]);
  expect(view.verifiedAt).toEqual(desk.deps.now());
});
