import { type Actor, matchPosition, type Reader } from '@baton/core';
import { readPlaces, readPositionRules, type Tx } from '@baton/db';

/** Who asks for documents: their position, departments with all above, and the positions of whom they lead. */
export async function readReader(tx: Tx, corpId: string, actor: Actor): Promise<Reader> {
  const places = await readPlaces(tx, corpId, actor.userId);
  const { rules } = await readPositionRules(tx, corpId);
  const departments = places?.departments ?? new Map();
  const positionOf = ({ title, deptIds }: { title: string; deptIds: readonly number[] }) => {
    const own = deptIds.map((deptId) => departments.get(deptId)).filter((row) => row?.parentId != null);
    return matchPosition(rules, { title, departments: own.map(({ name }) => name) }).positionKey;
  };
  const person = places?.person ?? { title: '', deptIds: [] };
  return {
    ...actor,
    positionKey: positionOf(person),
    departmentIds: withAbove(person.deptIds, departments).map(String),
    ledPositionKeys: [...new Set(places?.led.map(positionOf))],
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
