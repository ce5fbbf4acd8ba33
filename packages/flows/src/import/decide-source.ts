import {
  authorizeDocument,
  canReadDraft,
  decideImport,
  type ImportDecision,
  type ImportFacts,
  type ImportProblem,
  isBlocking,
  type Reader,
} from '@baton/core';
import {
  type DocumentRow,
  type DocumentSourceRow,
  type DraftRow,
  findDocument,
  findSource,
  listRoleHolders,
  type SourceKey,
  type Tx,
} from '@baton/db';
import { hashOfDocument } from '../document/hash-of-document.ts';
import { toDocumentFacts } from '../document/to-document-facts.ts';

/** What a decision looks at of a source. */
export type SourceFacts = SourceKey & {
  sha256: string;
  contentHash: string;
  problems: readonly ImportProblem[];
  skip: boolean;
  isAttachment: boolean;
  /** Named by the file itself, because it was exported from there. */
  saidDocumentId: string | null;
};

export type DecidedSource = {
  decision: ImportDecision;
  /** The document it is a source of already, if this person may know. */
  document: DocumentRow | null;
  draft: DraftRow | null;
};

/** What becomes of a source as things stand; asked for the report, and again under lock when it is its turn. */
export async function decideSource(
  tx: Tx,
  corpId: string,
  reader: Reader,
  source: SourceFacts,
): Promise<DecidedSource> {
  const { root, path, part } = source;
  const came = await findSource(tx, { corpId, reader, key: { root, path, part } });
  // What a file says of itself goes before where it lies: of two exports of one day, one path may be two documents.
  const known =
    (await lookAt(tx, corpId, reader, source.saidDocumentId)) ??
    (await lookAt(tx, corpId, reader, came?.documentId ?? null));
  const isBarred = source.skip || source.problems.some(isBlocking);
  const before = came?.documentId === known?.document.id ? came : undefined;
  const decision = decideImport({
    isBarred,
    isAttachment: source.isAttachment,
    known: known ? await knownOf(tx, source, before, known) : null,
  });
  return { decision, document: known?.document ?? null, draft: known?.draft ?? null };
}

type Looked = { document: DocumentRow; draft: DraftRow | null; mayEdit: boolean; readsDraft: boolean };

/** A document and what this person may do with it. One they may not read is to them as if it were not there. */
async function lookAt(tx: Tx, corpId: string, reader: Reader, documentId: string | null): Promise<Looked | undefined> {
  const found = documentId === null ? undefined : await findDocument(tx, corpId, documentId);
  if (!found) return undefined;
  const facts = toDocumentFacts(found.document, found.draft, await listRoleHolders(tx, corpId, ['hr']));
  const refusal = refusalToEdit(reader, facts);
  if (refusal === 'not_found') return undefined;
  return { ...found, mayEdit: refusal === null, readsDraft: canReadDraft(reader, facts) };
}

async function knownOf(
  tx: Tx,
  source: SourceFacts,
  before: DocumentSourceRow | undefined,
  { document, draft, mayEdit, readsDraft }: Looked,
): Promise<NonNullable<ImportFacts['known']>> {
  const leftDraft = draft !== null && before?.draftVersion === draft.version;
  // Who may not read a draft is not told by `unchanged` what stands in it.
  const wasSame =
    before !== undefined &&
    (readsDraft || !leftDraft) &&
    (before.contentHash === source.contentHash || (source.part === '' && before.sha256 === source.sha256));
  const isSame = wasSame || (await hashOfDocument(tx, document, draft)) === source.contentHash;
  const isOurs = leftDraft && draft.state === 'editing';
  return {
    isSame,
    isObsolete: document.state === 'obsolete',
    mayEdit,
    draft: draft === null ? 'none' : isOurs ? 'ours' : 'theirs',
  };
}

/** null when they may write in it now. What an import left as a draft is its writers' own, like every draft. */
function refusalToEdit(reader: Reader, facts: ReturnType<typeof toDocumentFacts>): 'not_found' | 'refused' | null {
  try {
    authorizeDocument(reader, facts, 'edit', facts);
    return null;
  } catch (error) {
    return (error as { code?: string }).code === 'not_found' ? 'not_found' : 'refused';
  }
}
