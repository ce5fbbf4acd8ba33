import { AppError, DEFAULT_TEMPLATES } from '@baton/core';
import { type Connection, schema, withCorp } from '@baton/db';
import { createTestDatabase } from '@baton/db/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedCorp } from '../company/seed-corp.ts';
import { importTemplate } from './import-template.ts';

const corpId = 'corp';
const now = () => new Date('2026-03-02T02:07:00.000Z');
const light = DEFAULT_TEMPLATES.find(({ key }) => key === 'light');
let connection: Connection;
beforeAll(async () => {
  connection = await createTestDatabase();
  await seedCorp({ db: connection.db, now }, corpId);
});
afterAll(() => connection.close());

const versions = (key: string) =>
  withCorp(connection.db, corpId, (tx) =>
    tx.select().from(schema.templateVersions).where(eq(schema.templateVersions.templateKey, key)),
  );

test('seeding again changes nothing, whatever an admin changed meanwhile', async () => {
  const before = await withCorp(connection.db, corpId, (tx) => tx.select().from(schema.templateVersions));
  await withCorp(connection.db, corpId, (tx) =>
    tx.delete(schema.positionRules).where(eq(schema.positionRules.rank, 1)),
  );
  await seedCorp({ db: connection.db, now }, corpId);
  expect(await withCorp(connection.db, corpId, (tx) => tx.select().from(schema.templateVersions))).toEqual(before);
  const rules = await withCorp(connection.db, corpId, (tx) => tx.select().from(schema.positionRules));
  expect(rules.map(({ rank }) => rank)).not.toContain(1);
});

test('an edited template becomes the next version, the old one stays; the same again is no new version', async () => {
  const edited = JSON.parse(JSON.stringify(light));
  edited.items = edited.items.slice(1);
  const deps = { db: connection.db, now };
  expect(await importTemplate(deps, corpId, { json: edited, by: 'chenjing' })).toEqual({
    key: 'light',
    version: 2,
    changed: true,
  });
  expect(await importTemplate(deps, corpId, { json: edited, by: 'chenjing' })).toMatchObject({
    version: 2,
    changed: false,
  });
  expect((await versions('light')).map(({ version, items }) => [version, items.length])).toEqual([
    [1, 10],
    [2, 9],
  ]);
});

test('a new key is a new template with its position', async () => {
  const json = { ...JSON.parse(JSON.stringify(light)), key: 'shop', name: '门店' };
  expect(await importTemplate({ db: connection.db, now }, corpId, { json, by: 'script' })).toMatchObject({
    version: 1,
  });
  const positions = await withCorp(connection.db, corpId, (tx) => tx.select().from(schema.positions));
  expect(positions.find(({ key }) => key === 'shop')).toMatchObject({ name: '门店', templateKey: 'shop' });
});

test('a wrong file is refused with every problem at once, and nothing is written', async () => {
  const json = JSON.parse(JSON.stringify(light));
  json.items[0].due = 'sometime';
  json.items[1].level = 'urgent';
  const before = (await versions('light')).length;
  const refused = await importTemplate({ db: connection.db, now }, corpId, { json, by: 'script' }).catch(
    (e: unknown) => e,
  );
  expect(refused).toBeInstanceOf(AppError);
  const { code, details } = refused as AppError;
  expect(code).toBe('template_invalid');
  expect((details.problems as { path: string }[]).map(({ path }) => path)).toEqual(['items[0].due', 'items[1].level']);
  expect((await versions('light')).length).toBe(before);
});
