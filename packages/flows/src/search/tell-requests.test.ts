import { schema } from '@baton/db';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sendDigests } from '../reminder/send-digests.ts';
import { CORP, type Desk, openDesk } from '../testing/open-desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

it('tells of what few want as well, however much others want more', async () => {
  const createdAt = desk.deps.now();
  const request = (at: number, ownerId: string, askerIds: string[]) => ({
    ...{ corpId: CORP, wanted: `${at}号机`, wantedKey: `${at}`, positionKey: '', ownerId, askerIds, createdAt },
  });
  const rows = Array.from({ length: 120 }, (_, at) => request(at, 'zhang', ['gao', 'zhao', 'liu']));
  await desk.read((tx) => tx.insert(schema.documentRequests).values([...rows, request(120, 'li', ['gao'])]));
  desk.at('2026-03-03T09:23:00.000+08:00');
  await sendDigests(desk.deps, CORP);
  const notices = await desk.read((tx) => tx.select().from(schema.notices));
  const told = notices.filter(({ digestOn }) => digestOn !== null);
  expect(told.map(({ recipient }) => recipient).toSorted()).toEqual(['li', 'zhang']);
  expect(JSON.stringify(told.find(({ recipient }) => recipient === 'li')?.body)).toContain('120号机');
});
