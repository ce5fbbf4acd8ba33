import type { KnownEventData } from '@baton/dingtalk';
import type { Deps } from './deps.ts';
import { notePresence } from './note-presence.ts';
import type { Received, Settled } from './received.ts';
import { syncPerson } from './sync-person.ts';

type PresenceChange = Extract<KnownEventData, { type: 'user_add_org' | 'user_leave_org' }>;

/**
 * Somebody joined (or came back to) the company, or was removed from it. The later of the two by DingTalk's time
 * counts, in whatever order they arrive.
 */
export async function receivePresenceChange(
  deps: Deps,
  corpId: string,
  { data, at }: Received<PresenceChange>,
): Promise<Settled> {
  for (const userId of data.userIds) {
    if (data.type === 'user_add_org') await syncPerson(deps, corpId, userId);
    const presence = data.type === 'user_leave_org' ? 'left' : 'back';
    await notePresence(deps, corpId, { userId, presence, at: data.at ?? at });
  }
  return { outcome: 'handled' };
}
