import { AppError } from '@baton/core';
import { insertEvent, sqlState } from '@baton/db';
import { EventError, identifyEvent } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';

/**
 * Stores one decrypted push in the inbox, once. No thinking, no call to DingTalk: DingTalk waits for the answer.
 * @param push.text the decrypted text
 * @returns `check_url` for DingTalk's test of the address (nothing is stored), else whether the event was new
 * @throws AppError `bad_envelope` (details.reason) when the text is no event, `unknown_corp` when it names another corp
 */
export async function acceptPush(
  deps: Deps,
  push: { corpId: string; text: string; source: 'push' | 'replay' },
): Promise<{ outcome: 'check_url' | 'stored' | 'duplicate'; key?: string }> {
  const { corpId, text, source } = push;
  const receivedAt = deps.now();
  const event = read(text, receivedAt);
  if (event.type === 'check_url') return { outcome: 'check_url' };
  if (event.corpId !== null && event.corpId !== corpId) throw new AppError('unknown_corp');
  const row = { corpId, key: event.key, type: event.type, source, payload: text, receivedAt };
  const stored = await insertEvent(deps.db, row).catch((error: unknown) => {
    // Nested deeper than PostgreSQL's stack.
    if (sqlState(error) === '54001') throw new AppError('bad_envelope', { reason: 'too_deep' });
    // JSON may say \u0000 or half a surrogate pair, PostgreSQL's jsonb may not. Rare: cleaned only when refused.
    if (!['22P05', '22P02', '22021'].includes(sqlState(error))) throw error;
    return insertEvent(deps.db, { ...row, payload: storable(text) });
  });
  return { outcome: stored ? 'stored' : 'duplicate', key: event.key };
}

function read(text: string, receivedAt: Date) {
  try {
    return identifyEvent(text, { receivedAt });
  } catch (error) {
    if (error instanceof EventError) throw new AppError('bad_envelope', { reason: error.code });
    throw error;
  }
}

function storable(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '\ufffd') : value,
    ),
  );
}
