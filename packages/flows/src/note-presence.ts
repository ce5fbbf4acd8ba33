import { addDepartureFact, listLeaversInvolving, lockDeparture, readDepartureFacts, schema, withCorp } from '@baton/db';
import { and, eq } from 'drizzle-orm';
import { applyDeparture } from './apply-departure.ts';
import type { Deps } from './deps.ts';
import { ensurePerson } from './ensure-person.ts';

/**
 * Notes that somebody left the company or is back in it, and brings their case in line. The newest word counts.
 * @param seen.at when it happened, by DingTalk's time where it gives one
 */
export async function notePresence(
  deps: Deps,
  corpId: string,
  seen: { userId: string; presence: 'left' | 'back'; at: Date },
): Promise<void> {
  const { people } = schema;
  await ensurePerson(deps, corpId, seen.userId);
  await withCorp(deps.db, corpId, async (tx) => {
    await lockDeparture(tx, corpId, seen.userId);
    await addDepartureFact(tx, {
      corpId,
      leaverId: seen.userId,
      source: 'presence',
      status: seen.presence,
      at: seen.at,
    });
    const facts = await readDepartureFacts(tx, corpId, seen.userId);
    const now = facts.findLast((fact) => fact.source === 'presence');
    const hasLeft = now?.status === 'left';
    const wasPending = facts.findLast((fact) => fact.source === 'dimission')?.status === 'pending';
    await tx
      .update(people)
      .set({
        employment: hasLeft ? 'left' : wasPending ? 'pending' : 'on_job',
        leftAt: hasLeft ? now.at : null,
      })
      .where(and(eq(people.corpId, corpId), eq(people.userId, seen.userId)));
  });
  await applyDeparture(deps, corpId, seen.userId);
  // Whoever leaves may also be somebody else's successor, manager or signer.
  const others = await withCorp(deps.db, corpId, (tx) => listLeaversInvolving(tx, corpId, seen.userId));
  for (const leaverId of others) await applyDeparture(deps, corpId, leaverId, { recheck: true });
}
