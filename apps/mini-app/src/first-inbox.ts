import type { InboxReply } from '@baton/api/client';
import { beginSession, call } from './session.ts';

let ahead: Promise<InboxReply> | null = null;

/** Asks for 我的待办 before the page that shows it has arrived. A failure is forgotten: that page asks again. */
export function askAhead(): void {
  ahead = beginSession(true).then((broughtAlong) => broughtAlong ?? call('inbox'));
  ahead.catch(() => {
    ahead = null;
  });
}

/** 我的待办: the first time what was asked ahead, from then on always as it is now. */
export function readInbox(): Promise<InboxReply> {
  const first = ahead ?? call('inbox');
  ahead = null;
  return first;
}
