import type { KnownEventData } from '@baton/dingtalk';
import type { Deps } from '../deps.ts';
import { notePresence } from '../people/note-presence.ts';
import { syncPerson } from '../people/sync-person.ts';
import type { Received, Settled } from './received.ts';

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
  const presence = data.type === 'user_leave_org' ? 'left' : 'back';
  const seen = data.userIds.map((userId) => ({ userId, presence, at: data.at ?? at }) as const);
  if (presence === 'left') await notePresence(deps, corpId, ...seen);
  else {
    for (const one of seen) {
      await syncPerson(deps, corpId, one.userId);
      await notePresence(deps, corpId, one);
    }
  }
  return { outcome: 'handled' };
}
