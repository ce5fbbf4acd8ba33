import { insertEvent } from '@baton/db';
import { EventError, eventFromFailedEntry } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';

/** The list is short or something is very wrong; either way the next run goes on. */
const MAX_CALLS = 5;

/**
 * Fetches the pushes that never reached us. Reading clears them at DingTalk, so every entry is in the inbox before the
 * next call is made. Metered, one call per 200 entries.
 * @returns how many were new
 */
export async function collectFailedPushes(deps: Deps, corpId: string): Promise<{ collected: number }> {
  let collected = 0;
  for (let call = 0; call < MAX_CALLS && !deps.stopping.aborted; call += 1) {
    const { hasMore, entries } = await deps.dingtalkFor(corpId).takeFailedPushes({ purpose: 'discovery' });
    for (const entry of entries) if (await store(deps, corpId, entry)) collected += 1;
    if (!hasMore || entries.length === 0) break;
  }
  if (collected > 0) deps.nudge('process-inbox');
  return { collected };
}

async function store(deps: Deps, corpId: string, entry: Record<string, unknown>): Promise<boolean> {
  const receivedAt = deps.now();
  try {
    const { key, type } = eventFromFailedEntry(entry, { receivedAt });
    return await insertEvent(deps.db, {
      corpId,
      key,
      type,
      source: 'failed_list',
      payload: JSON.stringify(entry),
      receivedAt,
    });
  } catch (error) {
    if (!(error instanceof EventError)) throw error;
    deps.log.warn(
      { event: 'failed_list.unreadable', corpId, reason: error.code },
      'entry of the failed list is no event',
    );
    return false;
  }
}
