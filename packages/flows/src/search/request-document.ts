import { AppError, matchPosition, requestKey, requestOwner } from '@baton/core';
import {
  findManagerOf,
  listPlacedPeople,
  listPositionRows,
  listRoleHolders,
  putRequest,
  readPositionRules,
  type Tx,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';

/** Of a position with very many people these say who leads it. */
const LOOKED_AT = 30;

/**
 * 「还没有人写过」: asks whoever leads the position's people, else HR, to write what was not found. Asked again, by the
 * same or by others, it is one request with all who ask.
 * @param input.position a position's key; null: of the whole company; undefined: of who asks
 * @throws AppError invalid_input for words that say nothing, or a position there is not
 */
export async function requestDocument(
  deps: Deps,
  { corpId, actor }: Session,
  input: { wanted: string; position?: string | null | undefined },
): Promise<{ requestId: string }> {
  const createdAt = deps.now();
  const wanted = input.wanted.replace(/\s+/g, ' ').trim();
  const wantedKey = requestKey(wanted);
  if (wantedKey === '') throw new AppError('invalid_input', { field: 'wanted' });
  return withCorp(deps.db, corpId, async (tx) => {
    const known = new Set((await listPositionRows(tx, corpId)).map(({ key }) => key));
    const own = input.position === undefined ? (await readReader(tx, corpId, actor)).positionKey : null;
    const position = input.position ?? (own !== null && known.has(own) ? own : null);
    if (position !== null && !known.has(position)) throw new AppError('invalid_input', { field: 'position' });
    const hrIds = await listRoleHolders(tx, corpId, ['hr']);
    const leads = position === null ? [] : await listLeads(tx, corpId, position);
    const ownerId = requestOwner(actor.userId, { leads, hrIds });
    const row = { corpId, wanted, wantedKey, positionKey: position ?? '', ownerId, createdAt };
    return { requestId: (await putRequest(tx, row, actor.userId)).id };
  });
}

/** Whom each of a position's people is led by. */
async function listLeads(tx: Tx, corpId: string, positionKey: string): Promise<(string | null)[]> {
  const { rules } = await readPositionRules(tx, corpId);
  const people = await listPlacedPeople(tx, corpId);
  const holders = people.filter((person) => matchPosition(rules, person).positionKey === positionKey);
  const leads: (string | null)[] = [];
  for (const { userId } of holders.slice(0, LOOKED_AT)) leads.push(await findManagerOf(tx, corpId, userId));
  return leads;
}
