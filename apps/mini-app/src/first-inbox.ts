import type { InboxReply } from '@baton/api/client';
import { beginSession, call } from './session.ts';

let ahead: Promise<InboxReply> | null = null;
let arrived: InboxReply | undefined;

/** Asks for 我的待办 before the page that shows it has arrived. A failure is forgotten: that page asks again. */
export function askAhead(): void {
  ahead = beginSession(true).then((broughtAlong) => broughtAlong ?? call('inbox'));
  ahead.then(
    (inbox) => {
      arrived = inbox;
    },
    () => {
      ahead = null;
    },
  );
}

/** What was asked ahead, if it is here before the app: then the list is the first thing that is drawn. */
export function takeInbox(): InboxReply | undefined {
  const inbox = arrived;
  arrived = undefined;
  if (inbox) ahead = null;
  return inbox;
}

/** 我的待办: the first time what was asked ahead, from then on always as it is now. */
export function readInbox(): Promise<InboxReply> {
  const first = ahead ?? call('inbox');
  ahead = null;
  arrived = undefined;
  return first;
}
