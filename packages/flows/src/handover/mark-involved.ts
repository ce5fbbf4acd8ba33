import { listLeaversInvolving, markDepartureNews, type Tx } from '@baton/db';

/**
 * Somebody left the company or is back: marks their own departure, and every case in which they take over, accept or
 * sign, as still to be brought in line.
 * @returns whose cases they have a part in
 */
export async function markInvolved(tx: Tx, corpId: string, userId: string, since: Date): Promise<string[]> {
  const involved = await listLeaversInvolving(tx, corpId, userId);
  const others = involved.map((leaverId) => ({ leaverId, peopleChanged: true }));
  await markDepartureNews(tx, corpId, [{ leaverId: userId }, ...others], since);
  return involved;
}
