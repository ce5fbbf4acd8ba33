import { AppError, type Frequency, namesOf, type Reader, responsibilityAbilities, titleKeyOf } from '@baton/core';
import {
  findSaying,
  insertResponsibility,
  isUniqueViolation,
  listLinkedDocuments,
  listReadable,
  lockResponsibility,
  type ResponsibilityRow,
  replaceLinks,
  type Tx,
  updateResponsibility,
  withCorp,
} from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { requireColleague } from '../people/require-colleague.ts';
import { openPosition } from './read-responsibilities.ts';

/** What its people say of a responsibility; what is left out stays as it is. */
export type ResponsibilityInput = {
  title?: string | undefined;
  frequency?: Frequency | null | undefined;
  output?: string | undefined;
  starred?: boolean | undefined;
  ownerId?: string | null | undefined;
  documentIds?: readonly string[] | undefined;
};

/**
 * Writes a responsibility of a position down. Sent again after its answer got lost, it is there once.
 * @throws AppError not_found for a position that is none of theirs, forbidden, invalid_input (details.field `title` when
 *   a living one says the same, `documentIds` for what they may not read, `ownerId` for somebody who is not here)
 */
export function addResponsibility(
  deps: Deps,
  { corpId, actor }: Session,
  input: ResponsibilityInput & { positionKey: string; title: string },
): Promise<{ positionKey: string }> {
  const { positionKey, title, documentIds = [], ...rest } = input;
  return withCorp(deps.db, corpId, async (tx) => {
    const { reader } = await openPosition(tx, corpId, await readReader(tx, corpId, actor), positionKey);
    await judge(tx, corpId, { reader, positionKey, input, starredBefore: false });
    const now = deps.now();
    const by = { createdBy: actor.userId, updatedBy: actor.userId, createdAt: now, updatedAt: now };
    const saying = { corpId, positionKey, title, titleKey: titleKeyOf(title) };
    const row = await insertResponsibility(tx, { ...saying, ...by, ...given(rest) });
    if (row) await replaceLinks(tx, row, documentIds);
    else {
      const known = await findSaying(tx, saying);
      if (known?.createdBy !== actor.userId || known.version !== 1 || known.title !== title) throw saidAlready();
    }
    return { positionKey };
  });
}

/**
 * Changes what is said of a responsibility. Documents that the person may not read stay linked.
 * @throws AppError not_found, forbidden, conflict when somebody changed it since, invalid_input as when adding one
 */
export function changeResponsibility(
  deps: Deps,
  session: Session,
  { id, version, ...input }: ResponsibilityInput & { id: string; version: number },
): Promise<{ positionKey: string }> {
  const { documentIds, title, ...rest } = input;
  const said = { ...given(rest), ...(title === undefined ? {} : { title, titleKey: titleKeyOf(title) }) };
  const isSame = (row: ResponsibilityRow) =>
    row.retiredAt === null &&
    Object.entries(said).every(([key, value]) => row[key as keyof ResponsibilityRow] === value);
  return withResponsibility(deps, session, { id, version, isSame }, async ({ tx, row, reader }) => {
    const { corpId, positionKey } = row;
    await judge(tx, corpId, { reader, positionKey, input, starredBefore: row.starred });
    if (documentIds) await replaceLinks(tx, row, [...documentIds, ...(await unseenLinks(tx, row, reader))]);
    await updateResponsibility(tx, row, { ...said, updatedBy: session.actor.userId, updatedAt: deps.now() });
  });
}

/** The position does not do this any more. @throws AppError not_found, forbidden, conflict */
export function retireResponsibility(
  deps: Deps,
  session: Session,
  input: { id: string; version: number },
): Promise<{ positionKey: string }> {
  const isSame = (row: ResponsibilityRow) => row.retiredAt !== null;
  return withResponsibility(deps, session, { ...input, isSame }, async ({ tx, row, reader }) => {
    if (!responsibilityAbilities(reader, row.positionKey).includes('edit')) throw new AppError('forbidden');
    const now = deps.now();
    await updateResponsibility(tx, row, { retiredAt: now, updatedAt: now, updatedBy: session.actor.userId });
  });
}

type Work = { tx: Tx; row: ResponsibilityRow; reader: Reader };

/** Locks it in the version the person saw. `isSame`: what they ask for was carried out already. */
async function withResponsibility(
  deps: Deps,
  { corpId, actor }: Session,
  { id, version, isSame }: { id: string; version: number; isSame: (row: ResponsibilityRow) => boolean },
  change: (work: Work) => Promise<void>,
): Promise<{ positionKey: string }> {
  const changed = withCorp(deps.db, corpId, async (tx) => {
    const row = await lockResponsibility(tx, corpId, id);
    if (!row) throw new AppError('not_found');
    const { reader } = await openPosition(tx, corpId, await readReader(tx, corpId, actor), row.positionKey);
    const { positionKey } = row;
    if (row.version === version + 1 && row.updatedBy === actor.userId && isSame(row)) return { positionKey };
    if (row.retiredAt !== null) throw new AppError('not_found');
    if (row.version !== version) throw new AppError('conflict', { version: row.version });
    await change({ tx, row, reader });
    return { positionKey };
  });
  return changed.catch((error: unknown) => {
    throw isUniqueViolation(error) ? saidAlready() : error;
  });
}

const saidAlready = () => new AppError('invalid_input', { field: 'title', why: 'said_already' });

/** Without what was left out. */
function given(input: Omit<ResponsibilityInput, 'title' | 'documentIds'>) {
  const { frequency, output, starred, ownerId } = input;
  return {
    ...(frequency === undefined ? {} : { frequency }),
    ...(output === undefined ? {} : { output }),
    ...(starred === undefined ? {} : { starred }),
    ...(ownerId === undefined ? {} : { ownerId }),
  };
}

async function judge(
  tx: Tx,
  corpId: string,
  about: { reader: Reader; positionKey: string; input: ResponsibilityInput; starredBefore: boolean },
): Promise<void> {
  const { reader, positionKey, input, starredBefore } = about;
  const abilities = responsibilityAbilities(reader, positionKey);
  if (!abilities.includes('edit')) throw new AppError('forbidden');
  const { starred = starredBefore, documentIds = [] } = input;
  if (starred !== starredBefore && !abilities.includes('star')) throw new AppError('forbidden', { field: 'starred' });
  if (input.title !== undefined && titleKeyOf(input.title) === '')
    throw new AppError('invalid_input', { field: 'title' });
  if (typeof input.ownerId === 'string') await requireColleague(tx, corpId, input.ownerId, 'ownerId');
  const readable = await listReadable(tx, { corpId, reader, ids: documentIds });
  if (readable.length < new Set(documentIds).size) throw new AppError('invalid_input', { field: 'documentIds' });
  if (readable.some(({ document }) => document.visibility === 'people'))
    throw new AppError('invalid_input', { field: 'documentIds', why: 'for_few_only' });
}

/** Links of theirs that somebody else made and this person cannot see: saving the form must not drop them. */
async function unseenLinks(tx: Tx, row: ResponsibilityRow, reader: Reader): Promise<string[]> {
  const names = new Set(namesOf(reader));
  const links = await listLinkedDocuments(tx, row.corpId, [row.id]);
  return links.filter(({ readers }) => !readers.some((one) => names.has(one))).map(({ id }) => id);
}
