import type { Actor, Reader } from '@baton/core';
import { readPlaces, readPositionRules, type Tx } from '@baton/db';
import { positionOf } from './position-of.ts';

/** Who asks for documents: their position, departments with all above, and the positions of whom they lead. */
export async function readReader(tx: Tx, corpId: string, actor: Actor): Promise<Reader> {
  const places = await readPlaces(tx, corpId, actor.userId);
  const { rules } = await readPositionRules(tx, corpId);
  const departments = places?.departments ?? new Map();
  const person = places?.person ?? { title: '', deptIds: [] };
  return {
    ...actor,
    positionKey: positionOf(rules, departments, person),
    departmentIds: withAbove(person.deptIds, departments).map(String),
    ledPositionKeys: [...new Set(places?.led.map((led) => positionOf(rules, departments, led)))],
  };
}

function withAbove(deptIds: readonly number[], departments: ReadonlyMap<number, { parentId: number | null }>) {
  const found = new Set<number>();
  const waiting = [...deptIds];
  for (let deptId = waiting.pop(); deptId !== undefined; deptId = waiting.pop()) {
    if (found.has(deptId)) continue;
    found.add(deptId);
    const parentId = departments.get(deptId)?.parentId;
    if (parentId != null) waiting.push(parentId);
  }
  return [...found];
}
