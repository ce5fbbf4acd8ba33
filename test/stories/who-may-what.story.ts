import type { ItemView } from '@baton/api/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../house/movable-clock.ts';
import { goodEvidence, uploadPhoto } from '../house/play-item.ts';
import { expectNothingSaidTwice, messagesTo } from '../house/read-messages.ts';
import { HR, IT, LEAVER, MANAGER, openDeparture, SUCCESSOR } from '../house/resign.ts';
import { type House, refusal, startHouse } from '../house/start-house.ts';

/** One case seen by everybody: its people, their colleagues, strangers. What each may do, through HTTP as the page does. */
const STRANGERS = ['tianlin', 'qianlong', 'dinglan']; // another department, the same department, HR's but not in the role
let house: House;
let caseId: string;
const itemIds = new Map<string, string>();

beforeAll(async () => {
  house = await startHouse();
  ({ caseId } = await openDeparture(house, { lastDay: '2026-03-31' }));
  const { items } = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  for (const { key, id } of items) itemIds.set(key, id);
});
afterAll(() => house.close());

const idOf = (key: string) => itemIds.get(key) as string;
const read = async (key: string, userId = HR) => (await house.as(userId))('readItem', { params: { id: idOf(key) } });

async function handIn(key: string): Promise<ItemView> {
  const { token, call } = await house.sessionOf(LEAVER);
  const item = await read(key, LEAVER);
  const evidence = await goodEvidence(house, token, item, item.doer.name);
  return call('submitItem', { params: { id: item.id }, body: { version: item.version, evidence } });
}
async function accept(key: string): Promise<ItemView> {
  const { version, id, evidence } = await read(key, SUCCESSOR);
  const demo = evidence.some((group) => group.every((type) => type === 'DEMO'));
  const body = { version, ...(demo ? { demo: 'pass' as const } : {}) };
  return (await house.as(SUCCESSOR))('acceptItem', { params: { id }, body });
}

test('strangers find neither the case nor an item, and no door tells that they exist', async () => {
  for (const userId of STRANGERS) {
    const call = await house.as(userId);
    expect(await refusal(call('readHandover', { params: { id: caseId } }))).toBe('not_found');
    expect(await refusal(call('readItem', { params: { id: idOf('base_docs') } }))).toBe('not_found');
    const body = { version: 1, reason: '看看能不能退回' };
    expect(await refusal(call('returnItem', { params: { id: idOf('base_docs') }, body }))).toBe('not_found');
    expect((await call('listHandovers', { query: { scope: 'all' } }).catch(() => ({ rows: [] }))).rows).toEqual([]);
  }
});

test('nobody without a session gets anything', async () => {
  for (const authorization of ['', 'Bearer x', 'Bearer dingstory.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'Basic eDp5']) {
    const response = await fetch(`${house.server.url}/api/handovers/${caseId}`, { headers: { authorization } });
    expect(response.status).toBe(401);
  }
});

test('the doer never accepts, confirms, waives; the successor never confirms for the manager', async () => {
  const submitted = await handIn('base_duty');
  expect(submitted.state).toBe('awaiting_acceptance');
  const own = await read('base_duty', LEAVER);
  for (const action of ['accept', 'confirm', 'waive', 'return', 'delegate'])
    expect(own.abilities).not.toContain(action);
  const leaver = await house.as(LEAVER);
  const [params, version] = [{ id: own.id }, own.version];
  expect(await refusal(leaver('acceptItem', { params, body: { version } }))).toBe('forbidden');
  expect(await refusal(leaver('confirmItem', { params, body: { version } }))).toBe('forbidden');
  const waive = { version, why: '来不及了', risk: '没有风险' };
  expect(await refusal(leaver('waiveItem', { params, body: waive }))).toBe('forbidden');
  const accepted = await accept('base_duty');
  expect(accepted.state).toBe('awaiting_confirmation');
  const forManager = (await house.as(SUCCESSOR))('confirmItem', { params, body: { version: accepted.version } });
  expect(await refusal(forManager)).toBe('forbidden');
});

test('two people confirm at once: one is heard, the other is told that somebody was first', async () => {
  const { id, version } = await read('base_duty', MANAGER);
  const call = await house.as(MANAGER);
  const both = await Promise.allSettled([
    call('confirmItem', { params: { id }, body: { version, note: '手机上点的' } }),
    call('confirmItem', { params: { id }, body: { version, note: '电脑上点的' } }),
  ]);
  const won = both.filter(({ status }) => status === 'fulfilled');
  const lost = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []));
  // Whoever comes second finds the version gone, or the item confirmed already.
  expect(won.length).toBe(1);
  expect(['conflict', 'item_action_not_allowed', 'forbidden']).toContain(lost[0]?.code);
  const after = await read('base_duty');
  expect(after.state).toBe('done');
  expect(after.history.filter(({ action }) => action === 'item.confirmed')).toHaveLength(1);
});

test('a page that saw an old version changes nothing', async () => {
  const { id, version } = await read('base_open', LEAVER);
  const call = await house.as(LEAVER);
  await call('saveDraft', { params: { id }, body: { version, evidence: [] } });
  const stale = call('saveDraft', { params: { id }, body: { version: version + 7, evidence: [] } });
  expect(await refusal(stale)).toBe('conflict');
});

test('empty words are no evidence', async () => {
  const { id, version, evidence } = await read('base_open', LEAVER);
  expect(evidence.flat()).toContain('LIST');
  const call = await house.as(LEAVER);
  const submit = (content: object) =>
    call('submitItem', { params: { id }, body: { version, evidence: [content as never] } });
  const list = { type: 'LIST', columns: ['事项'], rows: [], noneBecause: '' };
  for (const noneBecause of ['', '无', '已同步', '详见附件']) {
    expect(await refusal(submit({ ...list, noneBecause })), noneBecause).toBe('evidence_insufficient');
  }
  expect(await refusal(submit({ type: 'LINK', url: 'javascript:alert(1)', purpose: '点开就知道了' }))).toBe(
    'invalid_input',
  );
});

test('every way around: returned, handed in again, blocked, freed, delegated, waived, reopened, taken over, in order', async () => {
  const key = 'base_plan';
  const params = { id: idOf(key) };
  await handIn(key);
  const act = async (userId: string, name: 'returnItem' | 'blockItem' | 'reopenItem', reason: string) => {
    await house.clock.forward(MINUTE);
    const { version } = await read(key, userId);
    return (await house.as(userId))(name, { params, body: { version, reason } });
  };
  expect((await act(SUCCESSOR, 'returnItem', '计划里没有写交底时间')).state).toBe('returned');
  expect((await handIn(key)).state).toBe('awaiting_acceptance');
  const handed = await accept(key);
  expect(handed.state).toBe('awaiting_confirmation');
  const { slot } = handed.confirmations.find(({ confirmer }) => confirmer.userId === MANAGER) as { slot: number };
  const delegated = await (await house.as(MANAGER))('delegateItem', {
    params,
    body: {
      version: (await read(key, MANAGER)).version,
      slot,
      toUserId: 'macheng',
      reason: '出差一周，请马总监代为确认',
    },
  });
  const row = delegated.confirmations.find((one) => one.slot === slot);
  expect([row?.confirmer.userId, row?.delegatedFrom?.userId]).toEqual(['macheng', MANAGER]);
  expect((await act('macheng', 'returnItem', '三号机的交底放在最后一周太晚')).state).toBe('returned');
  expect((await act(LEAVER, 'blockItem', '三号机停机检修，下周一才能开')).state).toBe('blocked');
  const freed = await (await house.as(MANAGER))('unblockItem', {
    params,
    body: { version: (await read(key, MANAGER)).version },
  });
  expect(freed.state).toBe('doing');
  const waived = await (await house.as(HR))('waiveItem', {
    params,
    body: { version: freed.version, why: '岗位撤并，不再需要计划', risk: '无人接手时需重排', followUpOn: '2026-04-30' },
  });
  expect(waived).toMatchObject({ state: 'waived', waiver: { by: { userId: HR }, followUpOn: '2026-04-30' } });
  expect((await act(HR, 'reopenItem', '岗位保留，恢复此项')).state).toBe('returned');
  const taken = await (await house.as(HR))('supplementItem', {
    params,
    body: { version: (await read(key)).version, doerId: 'qianlong', reason: '老张在外地，由小钱整理' },
  });
  expect(taken).toMatchObject({ state: 'supplementary', doer: { userId: 'qianlong' } });
  const { history } = await read(key);
  const actions = history.toReversed().map(({ action }) => action);
  expect(actions.filter((action) => action !== 'item.file_added')).toEqual([
    'item.submitted',
    'item.returned',
    'item.submitted',
    'item.accepted',
    'item.delegated',
    'item.returned',
    'item.blocked',
    'item.unblocked',
    'item.waived',
    'item.reopened',
    'item.supplemented',
  ]);
  await house.settle();
  expect(messagesTo(house, 'qianlong').filter(({ title }) => title.includes('补交接'))).toHaveLength(1);
  expect(messagesTo(house, 'macheng').length).toBeGreaterThan(0);
});

test('files: nobody else sees one before it is handed in; then who may see opens it, for a minute', async () => {
  const id = idOf('base_asset');
  const leaver = await house.sessionOf(LEAVER);
  const fileId = await uploadPhoto(house, leaver.token, id, '../../etc/工牌 "一".png');
  for (const userId of [SUCCESSOR, MANAGER, HR]) {
    expect((await read('base_asset', userId)).files).toEqual([]);
    expect(await refusal((await house.as(userId))('linkFile', { params: { id: fileId } }))).toBe('not_found');
  }
  expect(await upload(SUCCESSOR, id, PNG, 'x.png')).toEqual([403, 'forbidden']);
  const own = await read('base_asset', LEAVER);
  const good = await goodEvidence(house, leaver.token, own, own.doer.name);
  const photo = { type: 'PHOTO' as const, fileIds: [fileId], note: '工牌已交到前台' };
  const evidence = [...good.filter(({ type }) => type !== 'PHOTO'), photo];
  await leaver.call('submitItem', { params: { id }, body: { version: own.version, evidence } });
  const files = (await read('base_asset', MANAGER)).files.filter((file) => file.id === fileId);
  expect(files).toHaveLength(1);
  expect(files[0]?.name).not.toMatch(/[/\\]/);
  const { url } = await (await house.as(MANAGER))('linkFile', { params: { id: fileId } });
  const opened = await fetch(house.server.url + url);
  expect(opened.status).toBe(200);
  expect(opened.headers.get('content-type')).toBe('image/png');
  expect(opened.headers.get('x-content-type-options')).toBe('nosniff');
  expect((await opened.arrayBuffer()).byteLength).toBe(files[0]?.bytes);
  for (const userId of STRANGERS) {
    expect(await refusal((await house.as(userId))('linkFile', { params: { id: fileId } }))).toBe('not_found');
    expect(await upload(userId, id, PNG, 'x.png')).toEqual([404, 'not_found']);
  }
  await house.clock.forward(MINUTE + 1);
  expect((await fetch(house.server.url + url)).status).toBe(404);
  const { version } = await read('base_asset', SUCCESSOR);
  const body = { version, reason: '照片不清楚，请重拍' };
  await (await house.as(SUCCESSOR))('returnItem', { params: { id }, body });
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

async function upload(userId: string, itemId: string, bytes: Buffer, name: string): Promise<[number, string?]> {
  const { token } = await house.sessionOf(userId);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${house.server.url}/api/items/${itemId}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const reply = (await response.json()) as { error?: { code: string } };
  return reply.error ? [response.status, reply.error.code] : [response.status];
}

test.each([
  ['a program', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'setup.exe'],
  ['a program called a picture', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'photo.png'],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'page.html'],
  ['a drawing that runs', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg'],
  ['nothing', Buffer.alloc(0), 'empty.png'],
])('not taken: %s', async (_what, bytes, name) => {
  expect(await upload(LEAVER, idOf('base_asset'), bytes, name)).toEqual([415, 'file_type_refused']);
});

test('not taken: more than 20 MiB; nothing of it stays', async () => {
  const before = (await read('base_asset', LEAVER)).files.length;
  const big = Buffer.concat([PNG, Buffer.alloc(20 * 1024 * 1024)]);
  expect(await upload(LEAVER, idOf('base_asset'), big, 'big.png')).toEqual([413, 'file_too_large']);
  expect((await read('base_asset', LEAVER)).files).toHaveLength(before);
});

test('HR nudges who holds it up, once a day; nobody else is nudged', async () => {
  const hr = await house.as(HR);
  for (let again = 0; again < 3; again += 1)
    await hr('nudgeHandover', { params: { id: caseId }, body: { userId: LEAVER } });
  await house.settle();
  expect(messagesTo(house, LEAVER).filter(({ title }) => title.includes('等您处理'))).toHaveLength(1);
  const idle = hr('nudgeHandover', { params: { id: caseId }, body: { userId: 'tianlin' } });
  expect(await refusal(idle)).toBe('invalid_input');
  const byLeaver = (await house.as(LEAVER))('nudgeHandover', { params: { id: caseId }, body: { userId: IT } });
  expect(await refusal(byLeaver)).toBe('forbidden');
});

test('releasing is HR’s alone, not even an admin’s', async () => {
  const { version } = await (await house.as(HR))('readHandover', { params: { id: caseId } });
  for (const userId of [LEAVER, SUCCESSOR, MANAGER, 'liuzhenhua']) {
    const body = { version, leaverName: '张建国' };
    expect(await refusal((await house.as(userId))('releaseHandover', { params: { id: caseId }, body })), userId).toBe(
      'forbidden',
    );
  }
});

test('a session ends: unused after twelve hours, on signing out, and never comes back', async () => {
  const { token, call } = await house.sessionOf('macheng');
  await call('signOut');
  expect(await refusal(call('inbox'))).toBe('unauthenticated');
  const hr = await house.sessionOf(HR);
  await house.clock.forward(12 * HOUR + MINUTE);
  expect(await refusal(hr.call('inbox'))).toBe('unauthenticated');
  expect(token).not.toBe(hr.token);
  await expectNothingSaidTwice(house);
});
