import type { DocumentContent } from '@baton/core';

export type Written = { title: string; content: DocumentContent };
/** What a text was written on from: a version of the draft, or without one (0) the published version; null: not even that. */
export type Base = { draftVersion: number; publishedNumber: number | null };
/** What this device kept, and what it was written on from. */
export type LocalText = Written & Base & { sent?: Sent };
/** A save that was sent and has no answer yet: the server may have it. It knows a repeated one, and only in the same words. */
export type Sent = Written & Base;
export type Opened = Written & { outcome: 'server' | 'restored' | 'conflict' };

/**
 * What the editor opens with. What somebody typed is never dropped silently: it wins while the server's has not moved
 * since, and stands beside it when it has.
 */
export function openText(server: LocalText, local: LocalText | null): Opened {
  const { title, content } = server;
  if (local === null || same(local, server)) return { title, content, outcome: 'server' };
  // What has no answer may be what the server's has moved by: it is sent again first, and the server knows.
  const outcome = local.sent || isSameBase(local, server) ? 'restored' : 'conflict';
  return { title: local.title, content: local.content, outcome };
}

/** The published version matters while nothing is being written beside it: a draft has a version of its own. */
const isSameBase = (a: Base, b: Base): boolean =>
  a.draftVersion === b.draftVersion && (b.draftVersion > 0 || a.publishedNumber === b.publishedNumber);

/** Whether what the server has now is newer than what was written on from. Versions only grow; an older answer may come late. */
export const hasMovedOn = (base: Base, now: Base): boolean =>
  now.draftVersion > base.draftVersion || (now.publishedNumber ?? 0) > (base.publishedNumber ?? 0);

/** Word for word the same, with the same title. */
export const same = (a: Written, b: Written): boolean =>
  JSON.stringify([a.title, a.content]) === JSON.stringify([b.title, b.content]);
