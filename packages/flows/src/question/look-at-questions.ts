import {
  canReadDocument,
  canReadDraft,
  canSeeCase,
  canSeeItem,
  caseRelations,
  type DocumentFacts,
  documentAbilities,
  OPEN_CASE_STATES,
  type QuestionFacts,
  type Reader,
} from '@baton/core';
import {
  type CardRow,
  type DocumentRow,
  type DraftRow,
  findCase,
  findDocument,
  findItem,
  findVersion,
  type HandoverRow,
  listItems,
  listRoleHolders,
  type QuestionRow,
  type Tx,
  type VersionRow,
} from '@baton/db';
import type { Session } from '../deps.ts';
import { readReader } from '../document/read-reader.ts';
import { toDocumentFacts } from '../document/to-document-facts.ts';

/** Where a question was asked, as far as the person asking may see it. */
export type QuestionPlace = {
  document: DocumentRow | null;
  /** What its steps are now: of the published version, else of the draft. */
  content: VersionRow['content'] | null;
  seesDraft: boolean;
  item: CardRow | null;
  /** The open departure it belongs to. */
  handover: HandoverRow | null;
  /** They may know of the departure it was asked for, open or over. True when there is none: there is nothing to hide. */
  knowsCase: boolean;
  /** What the rules need to know besides the question itself. */
  facts: Pick<QuestionFacts, 'keeperId' | 'handover' | 'starrable' | 'editable'>;
};

type Place = Pick<QuestionRow, 'documentId' | 'itemId' | 'handoverId'>;

/**
 * Looks at the places of questions for one person; what several questions share is read once.
 * @returns for a question its place, or null when they may not read the document or see the item
 */
export async function lookAtQuestions(
  tx: Tx,
  { corpId, actor }: Pick<Session, 'corpId' | 'actor'>,
  now: Date,
): Promise<{ reader: Reader; placeOf: (question: Place) => Promise<QuestionPlace | null> }> {
  const reader = await readReader(tx, corpId, actor);
  const hrIds = await listRoleHolders(tx, corpId, ['hr']);
  const cases = remembering((id) => findCase(tx, corpId, id));
  const documents = remembering(async (id) => {
    const found = await findDocument(tx, corpId, id);
    if (!found) return null;
    const facts = toDocumentFacts(found.document, found.draft, hrIds);
    if (!canReadDocument(reader, facts, facts)) return null;
    return { ...found, facts, content: await contentOf(tx, found, canReadDraft(reader, facts)) };
  });
  const items = remembering(async (id) => {
    const item = await findItem(tx, corpId, id);
    const handover = item && (await cases(item.handoverId));
    return item && handover && canSeeItem(actor, handover, item, now) ? item : null;
  });
  const knowing = remembering(async (id) => {
    const row = await cases(id);
    if (!row || caseRelations(actor, row, now).length > 0) return row !== undefined && canSeeCase(actor, row, [], now);
    return canSeeCase(actor, row, await listItems(tx, corpId, [id]), now);
  });
  const placeOf = async ({ documentId, itemId, handoverId }: Place): Promise<QuestionPlace | null> => {
    const found = documentId === null ? null : await documents(documentId);
    const item = itemId === null ? null : await items(itemId);
    if (!found && !item) return null;
    const row = handoverId === null ? undefined : await cases(handoverId);
    const handover = row && (OPEN_CASE_STATES as readonly string[]).includes(row.state) ? row : null;
    return {
      document: found?.document ?? null,
      content: found?.content ?? null,
      seesDraft: found !== null && canReadDraft(reader, found.facts),
      item,
      handover,
      knowsCase: handoverId === null || item !== null || (await knowing(handoverId)),
      facts: {
        keeperId: found?.document.ownerId ?? null,
        handover,
        starrable: handover !== null && (item !== null || (found !== null && isOpenToHr(found.facts))),
        editable: found !== null && documentAbilities(reader, found.facts, found.facts).includes('edit'),
      },
    };
  };
  return { reader, placeOf };
}

/** What is for named people, or not published, HR may not be able to read. */
export const isOpenToHr = (facts: DocumentFacts & { published: boolean }): boolean =>
  facts.published && facts.visibility !== 'people';

async function contentOf(
  tx: Tx,
  { document, draft }: { document: DocumentRow; draft: DraftRow | null },
  seesDraft: boolean,
): Promise<VersionRow['content'] | null> {
  const { corpId, id, publishedNumber } = document;
  if (publishedNumber === null) return seesDraft ? (draft?.content ?? null) : null;
  return (await findVersion(tx, corpId, id, publishedNumber))?.content ?? null;
}

function remembering<T>(find: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const found = new Map<string, Promise<T>>();
  return (id) => {
    const known = found.get(id) ?? find(id);
    found.set(id, known);
    return known;
  };
}

/** The question with its place, as the rules want it. @param shared whether others ask it too: decides on taking it back */
export const toQuestionFacts = (
  { state, starred, waiver, askerId, ownerId }: QuestionRow,
  place: QuestionPlace,
  shared: boolean,
): QuestionFacts => ({ state, starred, waived: waiver !== null, askerId, ownerId, shared, ...place.facts });
