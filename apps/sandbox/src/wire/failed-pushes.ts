import type { Push } from '../state.ts';
import { nowMs } from '../world.ts';
import type { Handlers } from './handlers.ts';

const pageSize = 200;

/** The failed list's own form of an event: contacts by `userid`, approvals and the rest under their own names. */
function entry(push: Push): Record<string, unknown> {
  const { EventType, EventTime, CorpId, BizId, eventId, ...fields } = push.body;
  const data = push.type.startsWith('bpms_')
    ? { bpmsCallBackData: fields }
    : push.type.startsWith('user_')
      ? { userid: fields.userId }
      : { callbackData: fields };
  return { call_back_tag: push.type, event_time: EventTime, [push.type]: { ...data, corpid: CorpId } };
}

/** The list of pushes that failed for good (obtain-the-event-list-of-failed-push-messages). */
export const failedPushesApi: Handlers = {
  // Destructive: a call clears what the call before it returned (event-subscription-and-data-push).
  call_back_failed_result: (world) => {
    for (const push of world.state.pushes) if (push.listed === 'taken') push.listed = 'cleared';
    const listed = world.state.pushes.filter(
      (push) => push.outcome === 'failed' && push.listed === 'no' && (push.listedAt ?? 0) <= nowMs(world),
    );
    const page = listed.slice(0, pageSize);
    for (const push of page) push.listed = 'taken';
    world.changed();
    return { failed_list: page.map(entry), has_more: listed.length > page.length };
  },
};
