import { cutText, foldSearch, keyOf, LONGEST_BEGINNING } from '@baton/core';
import { findTitles, listPositionRows, listReadable, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';

const SHOWN = 8;
const LOOKED_AT = 200;

/**
 * Titles that somebody may read and that have what they have typed so far, those that begin with it first. Half a word
 * of letters is enough.
 */
export async function suggestDocuments(deps: Deps, session: Session, { q }: { q: string }) {
  const { corpId, actor } = session;
  const typed = foldSearch(q).trim();
  const keys = keysTyped(corpId, typed);
  if (keys.length === 0) return { rows: [] };
  return withCorp(deps.db, corpId, async (tx) => {
    const reader = await readReader(tx, corpId, actor);
    const ids = await findTitles(tx, { reader, keys, limit: LOOKED_AT });
    const rows = await listReadable(tx, { corpId, reader, ids });
    const positions = await listPositionRows(tx, corpId);
    const placed = rows
      .filter(({ document }) => hasLongWord(document, typed))
      .map(({ document }) => ({ document, at: placeIn(foldSearch(document.title), typed) }));
    placed.sort(
      (a, b) =>
        a.at - b.at ||
        a.document.title.length - b.document.title.length ||
        (a.document.title < b.document.title ? -1 : 1),
    );
    return {
      rows: placed.slice(0, SHOWN).map(({ document: { id, title, kind, positionKey } }) => ({
        ...{ id, title, kind },
        position: positions.find(({ key }) => key === positionKey) ?? null,
      })),
    };
  });
}

/** The last word may still be growing; characters and pairs of them stand in the title as they are. */
function keysTyped(corpId: string, typed: string): number[] {
  const terms = cutText(typed);
  const pairs = terms.filter(({ kind }) => kind === 'pair');
  const last = Math.max(-1, ...terms.filter(({ kind }) => kind === 'word').map(({ at }) => at));
  return [
    ...new Set(
      terms.flatMap(({ kind, text, at }) => {
        if (kind === 'word')
          return [
            at === last ? keyOf(corpId, 'begins', text.slice(0, LONGEST_BEGINNING)) : keyOf(corpId, 'title', text),
          ];
        if (kind === 'char' && pairs.length > 0) return [];
        return [keyOf(corpId, 'title', text)];
      }),
    ),
  ];
}

/** The index knows how a word begins, not how a long one goes on. */
function hasLongWord({ title, subjects }: { title: string; subjects: readonly string[] }, typed: string): boolean {
  const words = cutText(typed).filter(({ kind, text }) => kind === 'word' && text.length > LONGEST_BEGINNING);
  const known = cutText(foldSearch([title, ...subjects].join('\n')));
  return words.every((word) => known.some(({ kind, text }) => kind === 'word' && text.startsWith(word.text)));
}

const placeIn = (title: string, typed: string): number => {
  const at = title.indexOf(typed);
  return at < 0 ? title.length : at;
};
