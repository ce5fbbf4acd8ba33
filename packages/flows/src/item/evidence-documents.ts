import type { Actor, EvidenceContent } from '@baton/core';
import { type EvidenceRow, listReadable, type Tx } from '@baton/db';
import { readReader } from '../document/read-reader.ts';
import { readActor } from '../people/read-actor.ts';

const namedBy = (contents: readonly EvidenceContent[]): string[] => [
  ...new Set(
    contents.flatMap((content) => (content.type === 'LINK' && content.documentId ? [content.documentId] : [])),
  ),
];

/**
 * Of the documents that evidence names, those that are published and that each of these people may read: what one hands
 * over, the other can open.
 */
export async function findOpenToAll(
  tx: Tx,
  corpId: string,
  { evidence, userIds }: { evidence: readonly EvidenceContent[]; userIds: readonly (string | null)[] },
): Promise<Set<string>> {
  let ids = namedBy(evidence);
  for (const userId of new Set(userIds)) {
    if (userId === null || ids.length === 0) continue;
    const reader = await readReader(tx, corpId, await readActor(tx, corpId, userId));
    ids = (await listReadable(tx, { corpId, reader, ids }))
      .filter(({ document }) => document.state === 'published' || document.state === 'needs_review')
      .map(({ document }) => document.id);
  }
  return new Set(ids);
}

/** Titles of the documents that an item's evidence names, as far as this person may read them. */
export async function listNamedDocuments(
  tx: Tx,
  corpId: string,
  { actor, evidence }: { actor: Actor; evidence: readonly EvidenceRow[] },
): Promise<{ id: string; title: string }[]> {
  const ids = namedBy(evidence.filter((row) => !row.draft || row.by === actor.userId).map(({ content }) => content));
  if (ids.length === 0) return [];
  const reader = await readReader(tx, corpId, actor);
  const rows = await listReadable(tx, { corpId, reader, ids });
  return rows.map(({ document: { id, title } }) => ({ id, title }));
}
