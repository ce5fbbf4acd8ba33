import { randomUUID } from 'node:crypto';
import { schema } from '@baton/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDocument } from '../document/create-document.ts';
import { publishDocument } from '../document/publish-document.ts';
import { readDocument } from '../document/read-document.ts';
import { submitDocument } from '../document/submit-document.ts';
import { sendDigests } from '../reminder/send-digests.ts';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { answerQuestion } from './answer-question.ts';
import { askQuestion } from './ask-question.ts';

/** The one daily digest tells whom a question waits for, and whoever asked of the answer; each occasion once. */
let desk: Desk;
let documentId: string;
beforeEach(async () => {
  desk = await openDesk();
  ({ documentId } = await createDocument(desk.deps, desk.as('chen'), {
    ...{ kind: 'faq', title: '报销', content: { format: 'markdown', text: '交给财务室' }, positionKey: null },
    ...{ visibility: 'company', visibleTo: [], subjects: [], reviewDays: null, ownerId: 'zhang', verifierId: 'li' },
  }));
  const { version, draftVersion } = await readDocument(desk.deps, desk.as('chen'), { documentId });
  await submitDocument(desk.deps, desk.as('chen'), { documentId, version, draftVersion, note: '', minor: false });
  const waiting = await readDocument(desk.deps, desk.as('li'), { documentId });
  await publishDocument(desk.deps, desk.as('li'), { documentId, version: waiting.version });
});
afterEach(() => desk.close());

const sendAt = (day: string) => {
  desk.at(`${day}T09:23:00.000+08:00`);
  return sendDigests(desk.deps, CORP);
};
const told = async (who: Who) => {
  const rows = await desk.read((tx) => tx.select().from(schema.notices).where(eq(schema.notices.recipient, who)));
  return rows
    .filter(({ digestOn }) => digestOn !== null)
    .map(({ digestOn, body }) => [digestOn?.slice(5), String((body as { title: string }).title)]);
};

it('tells the owner when it is new, when it is due and on the ladder; at last who leads them; then whoever asked', async () => {
  desk.at('2026-03-02T15:00:00.000+08:00');
  const asked = { requestId: randomUUID(), text: '发票抬头写哪个公司？', starred: false, documentId, stepKey: '' };
  const { questionId } = await askQuestion(desk.deps, desk.as('chen'), asked);
  for (const day of ['03', '04', '05', '06', '09', '10', '11', '12', '13', '16', '17', '18', '19'])
    await sendAt(`2026-03-${day}`);
  // Due on the 5th, after three working days.
  expect((await told('zhang')).map(([day]) => day)).toEqual(['03-03', '03-05', '03-10', '03-16']);
  expect((await told('zhang'))[0]?.[1]).toContain('提问待回答');
  expect(await told('wang')).toMatchObject([['03-19', expect.stringContaining('逾期未回答')]]);
  const given = { questionId, requestId: randomUUID(), text: '写总公司，税号在门口的牌子上。' };
  await answerQuestion(desk.deps, desk.as('zhang'), given);
  for (const day of ['20', '23', '24']) await sendAt(`2026-03-${day}`);
  expect(await told('chen')).toMatchObject([['03-20', expect.stringContaining('已有回答')]]);
  expect((await told('zhang')).length).toBe(4);
});
