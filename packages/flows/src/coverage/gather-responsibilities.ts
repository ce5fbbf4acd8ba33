import { type CapablePerson, type JudgedResponsibility, judgeResponsibility, strongest } from '@baton/core';
import {
  listAuthors,
  listDoers,
  listLeaving,
  listLinkedDocuments,
  listReadersOf,
  type ResponsibilityRow,
  readStaff,
  type Tx,
} from '@baton/db';
import { groupBy } from '../group-by.ts';

type Linked = Awaited<ReturnType<typeof listLinkedDocuments>>[number];
export type Gathered = {
  row: ResponsibilityRow;
  documents: Linked[];
  /** Everybody still here of whom something is known, the strongest word about each. */
  people: CapablePerson[];
  judged: JudgedResponsibility;
};

/** Who works here, and who of them is about to go: what every judgement of a responsibility needs. */
export async function readHere(tx: Tx, corpId: string) {
  const { staff, departments } = await readStaff(tx, corpId);
  const leaving = await listLeaving(tx, corpId);
  return { staff, departments, leaving, here: new Set(staff.map(({ userId }) => userId)) };
}

/**
 * Puts together what is known of some responsibilities and judges them, in as many statements for a thousand as for one.
 * @param today `YYYY-MM-DD`, Asia/Shanghai
 */
export async function gatherResponsibilities(
  tx: Tx,
  corpId: string,
  about: {
    rows: readonly ResponsibilityRow[];
    here: ReadonlySet<string>;
    leaving: ReadonlySet<string>;
    today: string;
  },
): Promise<Gathered[]> {
  const { rows, here, leaving, today } = about;
  const ids = rows.map(({ id }) => id);
  const documents = groupBy(await listLinkedDocuments(tx, corpId, ids), ({ responsibilityId }) => responsibilityId);
  const published = [...documents.values()].flat().filter(({ publishedNumber }) => publishedNumber !== null);
  const documentIds = [...new Set(published.map(({ id }) => id))];
  const authors = groupBy(await listAuthors(tx, corpId, documentIds), ({ documentId }) => documentId);
  const readers = groupBy(await listReadersOf(tx, corpId, documentIds), ({ documentId }) => documentId);
  const doers = groupBy(await listDoers(tx, corpId, ids), ({ responsibilityId }) => responsibilityId);
  return rows.map((row) => {
    const own = documents.get(row.id) ?? [];
    const said = [
      ...(doers.get(row.id) ?? []).map(({ userId }) => ({ userId, capability: 'doer' as const })),
      ...own
        .flatMap(({ id }) => authors.get(id) ?? [])
        .map(({ userId }) => ({ userId, capability: 'author' as const })),
      ...own
        .flatMap(({ id }) => readers.get(id) ?? [])
        .map(({ userId }) => ({ userId, capability: 'reader' as const })),
    ];
    const people = strongest(
      said
        .filter(({ userId }) => here.has(userId))
        .map((person) => ({ ...person, leaving: leaving.has(person.userId) })),
    );
    const owned = row.ownerId !== null && here.has(row.ownerId) && !leaving.has(row.ownerId);
    const judged = judgeResponsibility({ starred: row.starred, owned, documents: own, people }, today);
    return { row, documents: own, people, judged };
  });
}
