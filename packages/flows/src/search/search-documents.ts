import {
  type Corpus,
  cutQuery,
  cutSnippet,
  type DocumentKind,
  foldSearch,
  keyOf,
  localDay,
  type Passage,
  type QueryTerm,
  rankCandidates,
  rarestFirst,
  rarityOf,
  searchKeys,
} from '@baton/core';
import {
  findCandidates,
  listPassages,
  listPositionRows,
  listReadable,
  listRoleHolders,
  listSearchTexts,
  readFrequencies,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { toDocumentCard } from '../document/to-document-card.ts';
import { namePeople } from '../people/name-people.ts';

export type SearchQuery = {
  q: string;
  /** A position's key; `*company`: documents of the whole company. */
  position?: string | undefined;
  kind?: DocumentKind | undefined;
  /** Only what does not wait to be verified. */
  fresh: boolean;
  from: number;
  limit: number;
};

/** So many documents are ranked; nobody reads on further. */
const RANKED = 100;
/** Before anything was counted: a company that begins. */
const FEW_DOCUMENTS = 200;

/**
 * Documents that somebody may read and that answer what they typed, best first, each with the place that answers. What
 * they may not read is neither found nor counted, and how rare a word is is counted among what they may read.
 * @returns `total`: how many were ranked, 100 at most
 */
export async function searchDocuments(deps: Deps, session: Session, query: SearchQuery) {
  const { corpId, actor } = session;
  const today = localDay(deps.now());
  const terms = cutQuery(query.q);
  return withCorp(deps.db, corpId, async (tx) => {
    const reader = await readReader(tx, corpId, actor);
    const all = searchKeys(corpId, terms);
    const common = await readFrequencies(
      tx,
      corpId,
      all.map(({ key }) => key),
    );
    const documents = common.get(0) ?? FEW_DOCUMENTS;
    const roughly = rarityOf({ documents, withTerm: (term) => common.get(keyOf(corpId, 'body', term)) ?? 0 });
    const { ids, found } = await findCandidates(tx, {
      reader,
      keys: rarestFirst(all, (key) => common.get(key) ?? 0).map(({ key, weight, term }) => ({
        key,
        weight: weight * roughly(term),
      })),
      kinds: query.kind && [query.kind],
      states: query.fresh ? ['published'] : undefined,
      position: query.position,
      freshOn: query.fresh ? today : undefined,
      limit: RANKED,
    });
    const corpus: Corpus = {
      documents,
      withTerm: (term) =>
        Math.max(
          ...(['title', 'body'] as const)
            .map((name) => keyOf(corpId, name, term))
            .map((key) => common.get(key) ?? found.get(key) ?? 0),
        ),
    };
    const ranked = rankCandidates(
      { folded: foldSearch(query.q), terms },
      await listSearchTexts(tx, corpId, ids),
      corpus,
    );
    const shown = ranked.slice(query.from, query.from + query.limit).map(({ candidate }) => candidate.id);
    const rows = new Map((await listReadable(tx, { corpId, reader, ids: shown })).map((row) => [row.document.id, row]));
    const passages = new Map((await listPassages(tx, corpId, shown)).map((row) => [row.id, row.passages]));
    const people = [...rows.values()].flatMap(({ document }) => [document.ownerId, document.verifierId]);
    const ground = {
      reader,
      today,
      name: await namePeople(tx, corpId, people),
      positions: await listPositionRows(tx, corpId),
      hrIds: await listRoleHolders(tx, corpId, ['hr']),
    };
    return {
      total: ranked.length,
      hits: shown.flatMap((id) => {
        const row = rows.get(id);
        if (!row) return [];
        const blocks = passages.get(id) ?? [];
        return [
          {
            document: toDocumentCard(row.document, row.draft, ground),
            titleMarks: marksOf(row.document.title, terms),
            place: placeOf(blocks, terms, rarityOf(corpus)),
          },
        ];
      }),
    };
  });
}

function placeOf(blocks: readonly Passage[], terms: readonly QueryTerm[], worth: (term: string) => number) {
  const snippet = cutSnippet(blocks, terms, worth);
  if (!snippet) return null;
  const [stepKey = ''] = snippet.label.startsWith('step_') ? snippet.key.split('/') : [];
  const steps = [
    ...new Set(blocks.filter(({ label }) => label.startsWith('step_')).map(({ key }) => key.split('/')[0])),
  ];
  return {
    ...snippet,
    name: snippet.name ?? null,
    step: stepKey === '' ? null : { key: stepKey, number: steps.indexOf(stepKey) + 1 },
  };
}

/** The title is shown whole, with what was searched marked in it. */
const marksOf = (title: string, terms: readonly QueryTerm[]) =>
  cutSnippet([{ label: 'paragraph', key: '', text: title }], terms, () => 1)?.marks ?? [];
