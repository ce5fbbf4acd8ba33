import { expect, test } from 'vitest';
import { orderedId } from './ordered-id.ts';

test('ids of one millisecond sort in the order in which they were asked for, later instants after them', () => {
  const at = new Date('2026-03-02T02:07:00.000Z');
  const ids = Array.from({ length: 5000 }, () => orderedId(at));
  ids.push(orderedId(new Date(at.getTime() + 1)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('is a UUID of version 7 that tells its instant', () => {
  const id = orderedId(new Date('2026-03-02T02:07:00.000Z'));
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-03-02T02:07:00.000Z'));
});
