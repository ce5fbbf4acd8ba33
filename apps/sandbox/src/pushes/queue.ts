import { randomUUID } from 'node:crypto';
import { checkPush, isMeteredEvent } from '../contract/check-push.ts';
import { isDown, takeFault } from '../faults.ts';
import type { Push } from '../state.ts';
import { usageOfMonth } from '../usage.ts';
import { nextNumber, nowMs, type World } from '../world.ts';
import { isSubscribed } from './subscription.ts';

/** Beyond this many the oldest delivered push is forgotten. */
const keptPushes = 5000;

/**
 * Writes an event into the queue as the documented HTTP-push body. It counts once in the monthly quota, however often
 * it is tried; over the quota it is not delivered for the rest of the month (event-subscription-and-data-push).
 */
export function queuePush(world: World, type: string, data: Record<string, unknown>): void {
  const at = nowMs(world);
  const eventId = randomUUID().replaceAll('-', '');
  const body = {
    EventType: type,
    EventTime: at,
    CorpId: world.app.corpId,
    BizId: `${at}${nextNumber(world)}`,
    eventId,
    ...data,
  };
  checkPush(world, type, body);
  const push: Push = {
    id: randomUUID(),
    eventId,
    type,
    body,
    bornAt: at,
    metered: isMeteredEvent(type),
    outcome: 'waiting',
    dueAt: at,
    attempts: [],
    listedAt: null,
    listed: 'no',
  };
  push.outcome = firstOutcome(world, push);
  keep(world, push);
  if (push.outcome === 'waiting' && takeFault(world, ['push_duplicate'], [type])) {
    keep(world, { ...structuredClone(push), id: randomUUID() });
  }
  world.changed();
}

function keep(world: World, push: Push): void {
  const { pushes } = world.state;
  pushes.push(push);
  if (push.outcome === 'waiting') world.waiting.add(push);
  if (pushes.length <= keptPushes) return;
  const oldest = pushes.findIndex((item) => item.outcome === 'delivered');
  if (oldest >= 0) pushes.splice(oldest, 1);
}

function firstOutcome(world: World, push: Push): Push['outcome'] {
  const { state } = world;
  // Without an address nothing is subscribed: an event of that time never comes.
  if (state.settings.pushUrl === null) return 'not_subscribed';
  if (!isSubscribed(state.settings.subscriptions, push.type, push.body)) return 'not_subscribed';
  if (push.metered) {
    const usage = usageOfMonth(world);
    if (usage.pushes >= state.settings.pushQuota) return 'over_quota';
    usage.pushes += 1;
  }
  if (takeFault(world, ['push_lost'], [push.type])) return 'lost';
  if (takeFault(world, ['push_hold'], [push.type])) return 'held';
  return 'waiting';
}

/** Lets held pushes go, the newest first: out of order. */
export function releaseHeld(world: World): void {
  const held = world.state.pushes.filter((push) => push.outcome === 'held').reverse();
  const at = nowMs(world);
  for (const push of held) {
    push.outcome = 'waiting';
    push.dueAt = at;
    world.waiting.add(push);
  }
}

/** The pushes to try now, in the order they fell due; none while DingTalk is down or no address is set. */
export function duePushes(world: World): Push[] {
  if (isDown(world) || world.state.settings.pushUrl === null) return [];
  const at = nowMs(world);
  return [...world.waiting].filter((push) => push.dueAt <= at).sort((a, b) => a.dueAt - b.dueAt);
}

/** When the next push falls due, epoch ms; null when nothing waits. */
export function nextDueAt(world: World): number | null {
  if (isDown(world) || world.state.settings.pushUrl === null) return null;
  if (world.waiting.size === 0) return null;
  return [...world.waiting].reduce((first, push) => Math.min(first, push.dueAt), Number.POSITIVE_INFINITY);
}
