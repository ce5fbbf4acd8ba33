import { localDay } from '@baton/core';
import { countCall, type Database, schema, withCorp } from '@baton/db';
import { type CallLedger, type CallPurpose, DingtalkQuotaExhausted } from '@baton/dingtalk';
import { and, eq, sql } from 'drizzle-orm';
import type { Log } from '../deps.ts';

/** Code of a call that our own budget refused, not DingTalk. */
export const BUDGET_REFUSAL = 'monthly_budget';

/** How much of the month's metered calls a purpose may find used up and still go ahead: the rest is kept for others. */
const SHARE: Readonly<Record<CallPurpose, number>> = { lifecycle: 1, confirmation: 0.95, discovery: 0.8, sync: 0.6 };

/**
 * The budget of outgoing calls, kept in `dingtalk_calls` per month (Asia/Shanghai), interface and purpose. A metered
 * call that would exceed its purpose's share of the company's limit is refused; free calls are only counted.
 * Not to be used while a transaction is open: no call to DingTalk happens inside one.
 */
export function createCallLedger(deps: { db: Database; now: () => Date; log: Log }, corpId: string): CallLedger {
  const { dingtalkCalls, corps } = schema;
  const month = () => localDay(deps.now()).slice(0, 7);
  return {
    admit: async ({ api, purpose, metered }) => {
      if (!metered) return;
      const [row] = await withCorp(deps.db, corpId, (tx) =>
        tx
          .select({
            used: sql<number>`coalesce(sum(${dingtalkCalls.metered}), 0)::int`,
            limit: sql<number>`(select (settings->>'monthlyCallLimit')::int from ${corps} where corp_id = ${corpId})`,
          })
          .from(dingtalkCalls)
          .where(and(eq(dingtalkCalls.corpId, corpId), eq(dingtalkCalls.month, month()))),
      );
      if (!row || row.limit === null || row.used < row.limit * SHARE[purpose]) return;
      deps.log.warn({ event: 'budget.refused', corpId, api, purpose, used: row.used }, 'call kept back by the budget');
      throw new DingtalkQuotaExhausted(BUDGET_REFUSAL);
    },
    settle: async ({ api, purpose, metered, outcome }) => {
      const counted = outcome === 'ok' || outcome === 'refused';
      const row = {
        corpId,
        month: month(),
        api,
        purpose,
        metered: metered && counted ? 1 : 0,
        free: !metered && counted ? 1 : 0,
        refused: outcome === 'ok' ? 0 : 1,
      };
      try {
        await countCall(deps.db, row);
      } catch (error) {
        // What DingTalk did is done; a count that got lost must not undo it.
        deps.log.error({ event: 'budget.unsettled', corpId, api, error: String(error) }, 'call not counted');
      }
    },
  };
}
