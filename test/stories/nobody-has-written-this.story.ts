import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../house/movable-clock.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { HR, LEAVER, SUCCESSOR as NEWCOMER } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';
import { act, submit } from '../house/write-document.ts';

/** Two look for what nobody has written; who leads their position is told once, writes it, and they hear of it. */
/** 马成 leads most of the people of 生产. */
const LEAD = 'macheng';
const COLLEAGUE = 'qianlong';
const STRANGER = 'tianlin';
const TITLE = '三号机 FX-3U 报警处理';
let house: House;
beforeAll(async () => {
  house = await startHouse({ inMemory: true });
});
afterAll(() => house.close());

const listOf = async (userId: string) => (await house.as(userId))('listDocumentRequests');
const want = async (userId: string, wanted: string, position?: string | null) =>
  (await house.as(userId))('requestDocument', { body: { wanted, ...(position === undefined ? {} : { position }) } });
const heard = (userId: string, words: string) =>
  messagesTo(house, userId).filter(({ title, text }) => `${title}${text}`.includes(words)).length;
async function write(visibility: 'positions' | 'people', visibleTo: string[]): Promise<string> {
  const call = await house.as(LEAD);
  const { id } = await call('createDocument', {
    body: {
      ...{ kind: 'faq', title: TITLE, positionKey: 'production', visibility, visibleTo, verifierId: LEAVER },
      content: { format: 'markdown', text: '急停后按复位键三秒，再看 PLC 的 ERR 灯。' },
    },
  });
  return id;
}

test('asked in other writing by somebody else, it is one request; asking twice is asking once', async () => {
  const [mine] = (await want(NEWCOMER, '三号机FX3U报警')).asked;
  expect(mine).toMatchObject({ state: 'open', askers: 1, owner: { userId: LEAD }, position: { key: 'production' } });
  await want(NEWCOMER, '三号机 FX3U 报警？');
  const [theirs] = (await want(COLLEAGUE, '三號機 ＦＸ３Ｕ，报警')).asked;
  expect(theirs).toMatchObject({ id: mine?.id, askers: 2, wanted: '三号机FX3U报警' });
  expect(await refusal(want(NEWCOMER, '？！'))).toBe('invalid_input');
  expect(await refusal(want(NEWCOMER, '报警', 'no-such-position'))).toBe('invalid_input');
});

test('it waits for who leads the position, and for HR; nobody else sees it', async () => {
  for (const userId of [LEAD, HR]) expect((await listOf(userId)).waiting).toHaveLength(1);
  expect((await listOf(NEWCOMER)).waiting).toEqual([]);
  expect(await listOf(STRANGER)).toEqual({ waiting: [], asked: [] });
  const [request] = (await listOf(LEAD)).waiting;
  const stranger = await house.as(STRANGER);
  const params = { id: request?.id ?? '' };
  const version = request?.version ?? 0;
  expect(await refusal(stranger('declineDocumentRequest', { params, body: { version, reason: '不归我管' } }))).toBe(
    'not_found',
  );
});

test('what the whole company lacks is HR’s; whoever asked hears why it is not written', async () => {
  const [asked] = (await want(STRANGER, '团建照片', null)).asked;
  expect(asked).toMatchObject({ position: null, owner: { userId: HR } });
  const hr = await house.as(HR);
  const params = { id: asked?.id ?? '' };
  const body = { version: asked?.version ?? 0, reason: '照片在企业相册里，不另写文档' };
  await hr('declineDocumentRequest', { params, body });
  expect(await refusal(hr('declineDocumentRequest', { params, body }))).toBe('conflict');
  expect((await listOf(STRANGER)).asked[0]).toMatchObject({ state: 'declined', reason: body.reason });
});

test('who is to write it is told once; a draft answers when it is published, to who may read it', async () => {
  await house.pass(2 * DAY, HOUR);
  expect(heard(LEAD, '三号机FX3U报警')).toBe(1);
  expect(heard(STRANGER, '照片在企业相册里')).toBe(1);
  const id = await write('positions', ['production']);
  const [request] = (await listOf(LEAD)).waiting;
  const call = await house.as(LEAD);
  const answer = { params: { id: request?.id ?? '' }, body: { version: request?.version ?? 0, documentId: id } };
  const stranger = await house.as(STRANGER);
  expect(await refusal(stranger('answerDocumentRequest', answer))).toBe('not_found');
  await call('answerDocumentRequest', answer);
  expect((await listOf(NEWCOMER)).asked[0]).toMatchObject({ state: 'open', document: null });
  await submit(house, LEAD, id);
  await act(house, LEAVER, 'publishDocument', id);
  expect((await listOf(NEWCOMER)).asked[0]).toMatchObject({ state: 'written', document: { id, title: TITLE } });
  expect((await listOf(LEAD)).waiting).toEqual([]);
  await house.pass(2 * DAY, HOUR);
  for (const userId of [NEWCOMER, COLLEAGUE]) expect(heard(userId, TITLE)).toBe(1);
  await expectNothingSaidTwice(house);
});

test('what answers is for named people: who asked and is not one of them neither sees nor hears of it', async () => {
  const [asked] = (await want(COLLEAGUE, '模具保险柜密码')).asked;
  const id = await write('people', [NEWCOMER]);
  await submit(house, LEAD, id);
  await act(house, LEAVER, 'publishDocument', id);
  const before = heard(COLLEAGUE, TITLE);
  await (await house.as(LEAD))('answerDocumentRequest', {
    params: { id: asked?.id ?? '' },
    body: { version: asked?.version ?? 0, documentId: id },
  });
  expect((await listOf(COLLEAGUE)).asked[0]).toMatchObject({
    ...{ wanted: '模具保险柜密码', state: 'open', document: null, closedAt: null },
  });
  await house.pass(2 * DAY, HOUR);
  expect(heard(COLLEAGUE, TITLE)).toBe(before);
  expect(heard(COLLEAGUE, '模具保险柜密码')).toBe(0);
});
