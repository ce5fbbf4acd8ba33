// Flows B: what people do with a case.
export { acceptItem } from './accept-item.ts';

// Flows A: from DingTalk's events to an open case.
export { acceptPush } from './accept-push.ts';
export { applyDeparture } from './apply-departure.ts';
export { blockItem } from './block-item.ts';
export { createCallLedger } from './call-ledger.ts';
export type { ItemChanged, ItemInput } from './change-item.ts';
export { checkPreflight, type PreflightView } from './check-preflight.ts';
export { confirmItem } from './confirm-item.ts';
export { delegateItem } from './delegate-item.ts';
export * from './deps.ts';
export { endSession } from './end-session.ts';
export { findPeople } from './find-people.ts';
export { listCorpIds } from './list-corp-ids.ts';
export { type ListQuery, listHandovers } from './list-handovers.ts';
export { listPositions } from './list-positions.ts';
export { processInbox } from './process-inbox.ts';
export { type HandoverRead, readHandover } from './read-handover.ts';
export { type InboxRead, readInbox } from './read-inbox.ts';
export { type ItemRead, readItem } from './read-item.ts';
export type { MeRead } from './read-me.ts';
export { readSession } from './read-session.ts';
export { receiveEvent } from './receive-event.ts';
export { reopenItem } from './reopen-item.ts';
export { returnItem } from './return-item.ts';
export { saveDraft } from './save-draft.ts';
export { sendDigests } from './send-digests.ts';
export { signIn } from './sign-in.ts';
export { signPage } from './sign-page.ts';
export { submitItem } from './submit-item.ts';
export { supplementItem } from './supplement-item.ts';
export { syncDepartment } from './sync-department.ts';
export { syncPerson } from './sync-person.ts';
export { unblockItem } from './unblock-item.ts';
export { waiveItem } from './waive-item.ts';
