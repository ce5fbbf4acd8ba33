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
  const before = await findSource(tx, { corpId, reader, key: { root, path, part } });
  const documentId = before?.documentId ?? source.saidDocumentId;
  const found = documentId === null ? undefined : await findDocument(tx, corpId, documentId);
  const hrIds = await listRoleHolders(tx, corpId, ['hr']);
  const facts = found && toDocumentFacts(found.document, found.draft, hrIds);
  const refusal = facts && refusalToEdit(reader, facts);
  // A document this person may not read is to them as if it were not there.
  const known = found && refusal !== 'not_found' ? found : undefined;
  const isBarred = source.skip || source.problems.some(isBlocking);
  const decision = decideImport({
    isBarred,
    isAttachment: source.isAttachment,
    known: known
      ? await knownOf(tx, source, before, known, {
          mayEdit: refusal === null,
          readsDraft: facts !== undefined && canReadDraft(reader, facts),
        })
      : null,
  });
  return { decision, document: known?.document ?? null, draft: known?.draft ?? null };
}

async function knownOf(
  tx: Tx,
  source: SourceFacts,
  before: DocumentSourceRow | undefined,
  { document, draft }: { document: DocumentRow; draft: DraftRow | null },
  { mayEdit, readsDraft }: { mayEdit: boolean; readsDraft: boolean },
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
