import { schema } from '@baton/db';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CORP, type Desk, openDesk, type Who } from '../testing/open-desk.ts';
import { finishReadingStep } from './finish-reading-step.ts';
import { readLearning } from './read-learning.ts';
import { startReadings } from './start-readings.ts';

/** 王 leads 老张 and 小李, 刘 leads 王. */
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await startReadings(desk.deps, CORP);
});
afterEach(() => desk.close());

async function onPath(userId: Who): Promise<string> {
  const row = await desk.read(async (tx) => {
    const [seat] = await tx.select().from(schema.seats).where(eq(schema.seats.userId, userId));
    const about = { reason: 'joined' as const, cause: `joined:${userId}`, startedOn: '2026-03-02' };
    const positionKey = seat?.positionKey ?? '';
    return tx
      .insert(schema.readings)
      .values({ corpId: CORP, userId, positionKey, ...about, createdAt: new Date() })
      .returning();
  });
  return row[0]?.id as string;
}
const seenBy = async (who: Who, of: 'me' | 'team') =>
  (await readLearning(desk.deps, desk.as(who), { of })).paths.map(({ person }) => person.userId).toSorted();

it('who leads people sees their paths and nobody else’s; HR sees everybody’s but their own apart', async () => {
  for (const who of ['zhang', 'li', 'wang', 'chen'] as const) await onPath(who);
  expect(await seenBy('wang', 'team')).toEqual(['li', 'zhang']);
  expect(await seenBy('liu', 'team')).toEqual(['chen', 'wang']);
  expect(await seenBy('li', 'team')).toEqual([]);
  expect(await seenBy('li', 'me')).toEqual(['li']);
  expect(await seenBy('chen', 'team')).toEqual(['li', 'wang', 'zhang']);
});

it('a path that is done stays in sight for a week, then ends for good', async () => {
  const id = await onPath('li');
  const [path] = (await readLearning(desk.deps, desk.as('li'), { of: 'me' })).paths;
  desk.at('2026-03-10T10:00:00.000+08:00');
  for (const { key } of path?.steps ?? [])
    await finishReadingStep(desk.deps, desk.as('li'), { readingId: id, stepKey: key, done: true });
  desk.at('2026-03-16T10:00:00.000+08:00');
  expect(await startReadings(desk.deps, CORP)).toEqual({ started: 0, ended: 0 });
  expect(await seenBy('wang', 'team')).toEqual(['li']);
  desk.at('2026-03-17T10:00:00.000+08:00');
  expect(await startReadings(desk.deps, CORP)).toEqual({ started: 0, ended: 1 });
  expect(await seenBy('li', 'me')).toEqual([]);
  expect(await startReadings(desk.deps, CORP)).toEqual({ started: 0, ended: 0 });
});

it('one that was not done stays', async () => {
  await onPath('li');
  desk.at('2026-05-11T10:00:00.000+08:00');
  expect(await startReadings(desk.deps, CORP)).toEqual({ started: 0, ended: 0 });
});
