import { type Actor, type EvidenceContent, namesOf } from '@baton/core';
import { type EvidenceRow, listDocumentsById, type Tx } from '@baton/db';
import { readReaders } from '../document/read-reader.ts';

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
  const ids = namedBy(evidence);
  if (ids.length === 0) return new Set();
  const people = [...new Set(userIds)].flatMap((userId) =>
    userId === null ? [] : [{ userId, isAdmin: false, roles: [] }],
  );
  const readers = (await readReaders(tx, corpId, people)).map((reader) => new Set(namesOf(reader)));
  const documents = await listDocumentsById(tx, corpId, ids);
  const open = documents.filter(
    (document) =>
      ['published', 'needs_review'].includes(document.state) &&
      readers.every((names) => document.readers.some((name) => names.has(name))),
  );
  return new Set(open.map(({ id }) => id));
}

/** Titles of the documents that an item's evidence names, as far as this person may read them. */
export async function listNamedDocuments(
  tx: Tx,
  corpId: string,
  { actor, evidence }: { actor: Actor; evidence: readonly EvidenceRow[] },
): Promise<{ id: string; title: string }[]> {
  const ids = namedBy(evidence.filter((row) => !row.draft || row.by === actor.userId).map(({ content }) => content));
  if (ids.length === 0) return [];
  const [reader] = await readReaders(tx, corpId, [actor]);
  const names = new Set(reader ? namesOf(reader) : []);
  const documents = await listDocumentsById(tx, corpId, ids);
  return documents
    .filter(({ readers }) => readers.some((name) => names.has(name)))
    .map(({ id, title }) => ({ id, title }));
}
