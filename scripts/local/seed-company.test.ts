import { type Connection, schema, withCorp } from '@baton/db';
import { believableCompany } from '@baton/sandbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../packages/db/src/testing/index.ts';
import { seedCompany } from './seed-company.ts';

const corpId = 'dingseed';
let connection: Connection;
beforeAll(async () => {
  connection = await createTestDatabase();
});
afterAll(() => connection?.close());

it('names people and a form that the believable company has, once', async () => {
  expect(await seedCompany(connection.db, corpId)).toBe(true);
  const read = () => withCorp(connection.db, corpId, (tx) => tx.select().from(schema.roleHolders));
  const holders = await read();
  const company = believableCompany();
  const userIds = new Set(company.people.map((person) => person.userid));
  expect(holders.filter((holder) => !userIds.has(holder.userId))).toEqual([]);
  expect(holders.length).toBeGreaterThan(20);

  const [form] = await withCorp(connection.db, corpId, (tx) => tx.select().from(schema.approvalForms));
  const template = company.templates.find((one) => one.processCode === form?.processCode);
  const labels = template?.components.map((component) => component.label);
  expect(template?.name).toBe(form?.name);
  expect(labels).toEqual(expect.arrayContaining([form?.mapping.lastWorkingDay, form?.mapping.successor]));

  expect(await seedCompany(connection.db, corpId)).toBe(false);
  expect(await read()).toEqual(holders);
});
