import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { confirmations, items } from '../schema/index.ts';

type Item = typeof items.$inferSelect;
export type Realigned = Pick<
  Item,
  'id' | 'state' | 'doerId' | 'dueOn' | 'acceptorId' | 'acceptorInterim' | 'toBeReaccepted' | 'stateSince'
>;

/** Writes dates and people of many items of one case in one statement, each with its next version. */
export async function realignItems(tx: Tx, corpId: string, rows: readonly Realigned[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update ${items} set
      state = v."state", doer_id = v."doerId", due_on = v."dueOn", acceptor_id = v."acceptorId",
      acceptor_interim = v."acceptorInterim", to_be_reaccepted = v."toBeReaccepted", state_since = v."stateSince",
      version = ${items.version} + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(
      "id" uuid, "state" text, "doerId" text, "dueOn" date, "acceptorId" text, "acceptorInterim" boolean,
      "toBeReaccepted" boolean, "stateSince" timestamptz)
    where ${items.corpId} = ${corpId} and ${items.id} = v."id"`);
}

type Signer = typeof confirmations.$inferInsert;

/** Replaces signers: takes `gone` away, then adds `added`. */
export async function replaceSigners(
  tx: Tx,
  corpId: string,
  gone: readonly Pick<Signer, 'itemId' | 'slot'>[],
  added: readonly Signer[],
): Promise<void> {
  if (gone.length > 0) {
    await tx.delete(confirmations).where(
      and(
        eq(confirmations.corpId, corpId),
        inArray(
          sql`(${confirmations.itemId}, ${confirmations.slot})`,
          gone.map(({ itemId, slot }) => sql`(${itemId}::uuid, ${slot}::integer)`),
        ),
      ),
    );
  }
  if (added.length > 0) await tx.insert(confirmations).values([...added]);
}
