import type { DocumentContent } from '@baton/core';

export type Written = { title: string; content: DocumentContent };
/** What this device kept, and the draft's version it was written on from. */
export type LocalText = Written & { draftVersion: number };
export type Opened = Written & { outcome: 'server' | 'restored' | 'conflict' };

/**
 * What the editor opens with. What somebody typed is never dropped silently: it wins while the draft has not moved since,
 * and stands beside the server's when it has.
 */
export function openText(server: LocalText, local: LocalText | null): Opened {
  const { title, content } = server;
  if (local === null || same(local, server)) return { title, content, outcome: 'server' };
  const outcome = local.draftVersion === server.draftVersion ? 'restored' : 'conflict';
  return { title: local.title, content: local.content, outcome };
}

const same = (a: Written, b: Written): boolean =>
  JSON.stringify([a.title, a.content]) === JSON.stringify([b.title, b.content]);
