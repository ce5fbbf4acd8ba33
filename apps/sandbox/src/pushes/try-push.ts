import { violate } from '../contract/violations.ts';
import type { Push } from '../state.ts';
import { nowMs, type World } from '../world.ts';
import { sendEnvelope } from './send-envelope.ts';

/** Waits after the first and the second failure (obtain-the-event-list-of-failed-push-messages). */
const retryAfterMs = [10_000, 30_000];
/** The failed list shows an event 3 to 5 minutes after its last failure. */
const listedAfterMs = 4 * 60_000;

/** One attempt at a push: delivered, due again after 10 s and then 30 s, or failed and listed 4 minutes later. */
export async function tryPush(world: World, push: Push): Promise<void> {
  const url = world.state.settings.pushUrl;
  if (url === null) return;
  const at = nowMs(world);
  const { status, ms, problem } = await sendEnvelope(world, url, push.body);
  push.attempts.push({ at, ms, status, problem });
  if (problem === null) {
    push.outcome = 'delivered';
  } else {
    // A 200 that is not the sealed success breaks the contract; an error status or silence is only a failure.
    if (status === 200) violate(world, { side: 'client', api: `push ${push.type}`, path: 'reply', problem });
    const wait = retryAfterMs[push.attempts.length - 1];
    if (wait === undefined) {
      push.outcome = 'failed';
      push.listedAt = nowMs(world) + listedAfterMs;
    } else {
      push.dueAt = nowMs(world) + wait;
    }
  }
  if (push.outcome !== 'waiting') world.waiting.delete(push);
  world.changed();
}
