export * from './deps.ts';

// Flows A: from DingTalk's events to an open case.

// Flows B: what people do with a case.
export { acceptItem } from './accept-item.ts';
export { blockItem } from './block-item.ts';
export type { ItemChanged, ItemInput } from './change-item.ts';
export { confirmItem } from './confirm-item.ts';
export { delegateItem } from './delegate-item.ts';
export { endSession } from './end-session.ts';
export { findPeople } from './find-people.ts';
export { type ListQuery, listHandovers } from './list-handovers.ts';
export { listPositions } from './list-positions.ts';
export { type HandoverRead, readHandover } from './read-handover.ts';
export { type InboxRead, readInbox } from './read-inbox.ts';
export { type ItemRead, readItem } from './read-item.ts';
export type { MeRead } from './read-me.ts';
export { readSession } from './read-session.ts';
export { reopenItem } from './reopen-item.ts';
export { returnItem } from './return-item.ts';
export { saveDraft } from './save-draft.ts';
export { signIn } from './sign-in.ts';
export { signPage } from './sign-page.ts';
export { submitItem } from './submit-item.ts';
export { supplementItem } from './supplement-item.ts';
export { unblockItem } from './unblock-item.ts';
export { waiveItem } from './waive-item.ts';
