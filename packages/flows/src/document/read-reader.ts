import type { Actor, Reader } from '@baton/core';
import { readPlaces, readPositionRules, type Tx } from '@baton/db';
import { positionOf } from '../people/position-of.ts';

/** Who asks for documents: their position, departments with all above, and the positions of whom they lead. */
export async function readReader(tx: Tx, corpId: string, actor: Actor): Promise<Reader> {
  const [reader] = await readReaders(tx, corpId, [actor]);
  if (!reader) throw new Error('one reader was asked for');
  return reader;
}

/** The same of several people, in as many statements as of one, in their order. */
export async function readReaders(tx: Tx, corpId: string, actors: readonly Actor[]): Promise<Reader[]> {
  const found = await readPlaces(
    tx,
    corpId,
    actors.map(({ userId }) => userId),
  );
  const { rules } = await readPositionRules(tx, corpId);
  return actors.map((actor) => {
    const places = found.get(actor.userId);
    const departments = places?.departments ?? new Map();
    const person = places?.person ?? { title: '', deptIds: [] };
    return {
      ...actor,
      positionKey: positionOf(rules, departments, person),
      departmentIds: withAbove(person.deptIds, departments).map(String),
      ledPositionKeys: [...new Set(places?.led.map((led) => positionOf(rules, departments, led)))],
    };
  });
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
