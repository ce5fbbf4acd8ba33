import {
  AppError,
  canCreateDocument,
  type DocumentKind,
  type DocumentState,
  localDay,
  seesAnyCoverage,
} from '@baton/core';
import { type DocumentRow, listPositionRows, listRoleHolders, listDocuments as listRows, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { namePeople } from '../people/name-people.ts';
import { readReader } from './read-reader.ts';
import { toDocumentCard } from './to-document-card.ts';

export type DocumentQuery = {
  /** `mine`: owner, verifier or editor of it. `due`: flagged, or its review day has come. */
  scope: 'all' | 'mine' | 'due';
  position?: string | undefined;
  kind?: DocumentKind | undefined;
  state?: DocumentState | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** Stands for "of the whole company" where a position is asked for; no position's key begins with a star. */
export const COMPANY = '*company';
/** Stands for the position of who asks. */
const MINE = '*mine';

/**
 * The documents somebody may read, latest change first, a page at a time; filtered in the query, so that neither a
 * page's length nor its end tells of others.
 * @throws AppError invalid_input for a cursor that is not ours
 */
export async function listDocuments(deps: Deps, session: Session, query: DocumentQuery) {
  const { corpId, actor } = session;
  const after = query.cursor === undefined ? null : readCursor(query.cursor);
  const today = localDay(deps.now());
  return withCorp(deps.db, corpId, async (tx) => {
    const reader = await readReader(tx, corpId, actor);
    const found = await listRows(tx, {
      ...{ corpId, reader, after, limit: query.limit + 1 },
      positionKey: query.position === MINE ? reader.positionKey : query.position === COMPANY ? null : query.position,
      kinds: query.kind && [query.kind],
      states: query.state && [query.state],
      mine: query.scope === 'mine',
      dueOn: query.scope === 'due' ? today : undefined,
    });
    const rows = found.slice(0, query.limit);
    const name = await namePeople(
      tx,
      corpId,
      rows.flatMap(({ document }) => [document.ownerId, document.verifierId]),
    );
    const positions = await listPositionRows(tx, corpId);
    const hrIds = await listRoleHolders(tx, corpId, ['hr']);
    const last = rows.at(-1)?.document;
    return {
      rows: rows.map(({ document, draft }) =>
        toDocumentCard(document, draft, { reader, hrIds, name, positions, today }),
      ),
      yours: positions.find(({ key }) => key === reader.positionKey) ?? null,
      writes: {
        company: canCreateDocument(reader, null),
        positions: positions.filter(({ key }) => canCreateDocument(reader, key)),
      },
      covers: seesAnyCoverage(reader),
      nextCursor: found.length > query.limit && last ? writeCursor(last) : null,
    };
  });
}

const writeCursor = ({ updatedAt, id }: DocumentRow): string =>
  Buffer.from(`${updatedAt.toISOString()}/${id}`).toString('base64url');

function readCursor(cursor: string): { updatedAt: Date; id: string } {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, at = '', id] =
    /^(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text) ?? [];
  const updatedAt = new Date(at);
  if (id === undefined || Number.isNaN(updatedAt.getTime())) throw new AppError('invalid_input', { field: 'cursor' });
  return { updatedAt, id };
}
