import type { KnownEventData } from '@baton/dingtalk';
import { lookAtDimissions } from '../departure/look-at-dimissions.ts';
import type { Deps } from '../deps.ts';
import { notePresence } from '../people/note-presence.ts';
import { syncPerson } from '../people/sync-person.ts';
import type { Received, Settled } from './received.ts';

type PersonnelChange = Extract<KnownEventData, { type: 'hrm_mdm_user_change' | 'hrm_user_record_change' }>;

/** `changeType` of hrm_mdm_user_change: 离职. */
const LEFT = 4;

/**
 * 智能人事 says that somebody's record changed. Left means gone; anything else may be the sign of a departure, for which
 * there is no event of its own (doc `obtain-resignation-information-of-employees-new-version`): look, it is free.
 */
export async function receivePersonnelChange(
  deps: Deps,
  corpId: string,
  { data, at }: Received<PersonnelChange>,
): Promise<Settled> {
  if (data.type === 'hrm_mdm_user_change' && data.changeType === LEFT) {
    await notePresence(deps, corpId, { userId: data.userId, presence: 'left', at: data.at ?? at });
    return { outcome: 'handled' };
  }
  await syncPerson(deps, corpId, data.userId);
  await lookAtDimissions(deps, corpId, [data.userId]);
  return { outcome: 'handled' };
}
