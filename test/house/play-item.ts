import type { ItemView } from '@baton/api/client';
import type { EvidenceContent, EvidenceType } from '@baton/core';
import type { House } from './start-house.ts';

/** Evidence somebody conscientious would give, by type. */
const GOOD: Record<EvidenceType, (item: ItemView, signer: string, fileId: string) => EvidenceContent> = {
  FILE: (_item, _signer, fileId) => ({
    type: 'FILE',
    fileIds: [fileId],
    purpose: '接收人打开后可以按步骤完成一次日常点检',
  }),
  PHOTO: (_item, _signer, fileId) => ({ type: 'PHOTO', fileIds: [fileId], note: '当面清点，编号与台账一致，成色完好' }),
  LINK: () => ({
    type: 'LINK',
    url: 'https://alidocs.example.com/i/nodes/sop-1',
    purpose: '接收人打开后可以照着步骤独立操作一遍',
  }),
  MEET: () => ({
    type: 'MEET',
    url: 'https://meeting.example.com/minutes/1',
    fileIds: [],
    heldOn: '2026-03-05',
    summary: '两次交底，接收人复述了三号机的调机顺序与报警处理',
  }),
  LIST: (item) => ({
    type: 'LIST',
    columns: item.columns.length > 0 ? item.columns : ['内容'],
    rows: [(item.columns.length > 0 ? item.columns : ['内容']).map((column) => `${column}：三号机主轴`)],
    noneBecause: '',
  }),
  APPR: () => ({ type: 'APPR', processInstanceId: 'proc-instance-1', note: '借款已还清，报销单全部走完，余额为零' }),
  SYS: () => ({ type: 'SYS', statement: '已在系统里逐项转给接收人，名下剩余数量为零' }),
  SIGN: (_item, signer) => ({ type: 'SIGN', signedName: signer, statement: '本人已知悉并确认以上内容属实无误' }),
  DEMO: () => ({ type: 'DEMO', result: 'pass', note: '接收人独立完成开机、首件、停机' }),
};

/** A PNG of one pixel: what a photo is to the type check. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Uploads a photo to an item the way the page does. @returns the file's id */
export async function uploadPhoto(house: House, token: string, itemId: string, name = '现场照片.png'): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([PIXEL], { type: 'image/png' }), name);
  const response = await fetch(`${house.server.url}/api/items/${itemId}/files`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  if (!response.ok) throw new Error(`upload refused: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** One type of every required group; DEMO is the successor's to give. */
export async function goodEvidence(house: House, token: string, item: ItemView, signer: string) {
  const types = item.evidence.flatMap((group) => (group[0] && group[0] !== 'DEMO' ? [group[0]] : []));
  const needsFile = types.includes('FILE') || types.includes('PHOTO');
  const fileId = needsFile ? await uploadPhoto(house, token, item.id) : '';
  return types.map((type) => GOOD[type](item, signer, fileId));
}

/** Plays one item to the end: its doer hands in, whoever waits accepts, every confirmer confirms. */
export async function playItem(house: House, itemId: string, reader: string): Promise<ItemView> {
  const look = async (userId: string) => (await house.as(userId))('readItem', { params: { id: itemId } });
  let item = await look(reader);
  const params = { id: itemId };
  const doer = await house.sessionOf(item.doer.userId);
  const evidence = await goodEvidence(house, doer.token, item, item.doer.name);
  item = await doer.call('submitItem', { params, body: { version: item.version, evidence } });
  if (item.acceptor && item.state === 'awaiting_acceptance') {
    const acceptor = await house.as(item.acceptor.userId);
    const demo = item.evidence.some((group) => group.every((type) => type === 'DEMO'));
    item = await acceptor('acceptItem', {
      params,
      body: { version: item.version, ...(demo ? { demo: 'pass' as const } : {}) },
    });
  }
  for (const { confirmer, confirmedAt } of item.confirmations) {
    if (confirmedAt !== null || item.state !== 'awaiting_confirmation') continue;
    const before = await look(confirmer.userId);
    if (!before.abilities.includes('confirm')) continue;
    item = await (await house.as(confirmer.userId))('confirmItem', { params, body: { version: before.version } });
  }
  return item;
}
