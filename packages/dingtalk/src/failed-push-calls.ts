import { z } from 'zod';
import { flag, listOf, record } from './fields.ts';
import type { CallOptions, Wire } from './wire.ts';

export type FailedPushCalls = {
  /**
   * Up to 200 pushes that failed three times, raw; read each with `eventFromFailedEntry`.
   * DESTRUCTIVE: DingTalk clears what a call returned, at the latest when the next call is made (its texts disagree), and
   * never offers it again. Persist the entries before calling again or doing anything that may fail. Metered.
   * Source: doc `obtain-the-event-list-of-failed-push-messages`.
   */
  takeFailedPushes(options?: CallOptions): Promise<{ hasMore: boolean; entries: Record<string, unknown>[] }>;
};

const failedPushes = z
  .object({ has_more: flag, failed_list: listOf(record) })
  .transform((raw) => ({ hasMore: raw.has_more, entries: raw.failed_list }));

export function failedPushCalls(wire: Wire): FailedPushCalls {
  return {
    takeFailedPushes: ({ purpose = 'discovery' } = {}) => wire.oapi('call_back_failed_result', purpose, failedPushes),
  };
}
