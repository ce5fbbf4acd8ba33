import { type DocumentKind, type DocumentState, namesOf, type Reader } from '@baton/core';
import { and, eq, gt, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '../database.ts';
import { documentSearch, documents, searchFrequencies } from '../schema/index.ts';

export type SearchRow = typeof documentSearch.$inferSelect;

/** What search looks through; a document that counts no longer is found when its state is asked for. */
export const SEARCHED_STATES: readonly DocumentState[] = ['published', 'needs_review'];

/** Keys looked up stop when so many documents were found: the rarest come first, and they decide. */
const BUDGET = 4000;
/** Of one key. What more documents than this have says little, and the ranking reads `limit` of them. */
const MOST = 1500;

export type FindArgs = {
  reader: Reader;
  /** In the order to look them up, each with what it is worth. */
  keys: readonly { key: number; weight: number }[];
  states?: readonly DocumentState[] | undefined;
  kinds?: readonly DocumentKind[] | undefined;
  /** A position's key; `*company`: of the whole company. */
  position?: string | undefined;
  /** Only what is to be reviewed after this day, or never. */
  freshOn?: string | undefined;
  limit: number;
};

/**
 * Documents that may answer, of those the reader may read: nothing else is found, counted or weighed. The only way to the
 * index of search; the function behind it names the corp of the transaction itself.
 * @returns the best by the sum of the weights, and how many documents have each key that was looked up
 */
export async function findCandidates(
  tx: Tx,
  { reader, keys, states = SEARCHED_STATES, kinds, position, freshOn, limit }: FindArgs,
): Promise<{ ids: string[]; found: Map<number, number> }> {
  const ints = sql`${sql.param(keys.map(({ key }) => key))}::int[]`;
  const weights = sql`${sql.param(keys.map(({ weight }) => weight))}::real[]`;
  const texts = (values: readonly string[] | undefined) =>
    values ? sql`${sql.param([...values])}::text[]` : sql`null`;
  const result = await tx.execute(sql`
    select document_id as id, key, found from find_documents(${ints}, ${weights}, ${texts(namesOf(reader))},
      ${texts(states)}, ${texts(kinds)}, ${position ?? null}, ${freshOn ?? null}::date, ${BUDGET}, ${MOST}, ${limit})`);
  const rows = rowsOf<{ id: string | null; key: number | null; found: number | null }>(result);
  return {
    ids: rows.flatMap(({ id }) => (id === null ? [] : [id])),
    found: new Map(rows.flatMap(({ key, found }) => (key === null ? [] : [[key, found ?? 0] as const]))),
  };
}

/** Documents whose title has all of the keys, of those the reader may read; in no order. */
export async function findTitles(
  tx: Tx,
  { reader, keys, limit }: { reader: Reader; keys: readonly number[]; limit: number },
): Promise<string[]> {
  const result = await tx.execute(sql`
    select id from find_titles(${sql.param([...keys])}::int[], ${sql.param(namesOf(reader))}::text[],
      ${sql.param([...SEARCHED_STATES])}::text[], ${limit}) as id`);
  return rowsOf<{ id: string }>(result).map(({ id }) => id);
}

/** What the ranking reads of documents. */
export function listSearchTexts(tx: Tx, corpId: string, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([]);
  const { documentId: id, title, body, attached } = documentSearch;
  return tx
    .select({ id, title, body, attached })
    .from(documentSearch)
    .where(and(eq(documentSearch.corpId, corpId), inArray(documentSearch.documentId, [...ids])));
}

/** What is shown of documents. */
export function listPassages(tx: Tx, corpId: string, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([]);
  const { documentId: id, passages } = documentSearch;
  return tx
    .select({ id, passages })
    .from(documentSearch)
    .where(and(eq(documentSearch.corpId, corpId), inArray(documentSearch.documentId, [...ids])));
}

export async function putSearchRow(tx: Tx, row: typeof documentSearch.$inferInsert): Promise<void> {
  const { corpId: _corp, documentId: _document, ...rest } = row;
  await tx
    .insert(documentSearch)
    .values(row)
    .onConflictDoUpdate({ target: [documentSearch.corpId, documentSearch.documentId], set: rest });
}

/** Published documents that search does not know as they are, some at a time. */
export async function listUnindexed(tx: Tx, corpId: string, cut: number, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ id: documents.id })
    .from(documents)
    .leftJoin(
      documentSearch,
      and(eq(documentSearch.corpId, documents.corpId), eq(documentSearch.documentId, documents.id)),
    )
    .where(
      and(
        eq(documents.corpId, corpId),
        gt(documents.publishedNumber, 0),
        or(
          isNull(documentSearch.documentId),
          ne(documentSearch.number, documents.publishedNumber),
          ne(documentSearch.cut, cut),
        ),
      ),
    )
    .orderBy(documents.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** How many documents have each of these keys, as far as they are many; `key` 0 is all documents. */
export async function readFrequencies(tx: Tx, corpId: string, keys: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx
    .select({ key: searchFrequencies.key, documents: searchFrequencies.documents })
    .from(searchFrequencies)
    .where(and(eq(searchFrequencies.corpId, corpId), inArray(searchFrequencies.key, [0, ...keys])));
  return new Map(rows.map(({ key, documents }) => [key, documents]));
}

/** Of so many documents the frequencies are counted: document ids are random, so the first ones are as good as any. */
const SAMPLE = 2000;
const COMMON = 0.02;

/**
 * Counts anew which keys many documents have, once their number has changed by a tenth.
 * @returns whether it did
 */
export async function refreshFrequencies(tx: Tx, corpId: string): Promise<boolean> {
  const [row] = await tx
    .select({ all: sql<number>`count(*)::int` })
    .from(documentSearch)
    .where(eq(documentSearch.corpId, corpId));
  const all = row?.all ?? 0;
  const known = (await readFrequencies(tx, corpId, [])).get(0) ?? 0;
  if (all === 0 || Math.abs(all - known) <= known / 10) return false;
  await tx.delete(searchFrequencies).where(eq(searchFrequencies.corpId, corpId));
  const sampled = Math.min(all, SAMPLE);
  const many = Math.max(COMMON * sampled, 20);
  await tx.execute(sql`
    insert into search_frequencies (corp_id, key, documents)
    select ${corpId}::text, 0, ${all}::int
    union all
    select ${corpId}::text, key, round(count(*) * ${all / sampled}::float8)::int
    from (select keys from document_search where corp_id = ${corpId} order by document_id limit ${SAMPLE}::int) sample,
      unnest(sample.keys) as key
    where key <> 0
    group by key having count(*) > ${many}::float8`);
  return true;
}

const rowsOf = <R>(result: unknown): R[] => (Array.isArray(result) ? result : (result as { rows: R[] }).rows) as R[];
