import { AppError } from '../errors.ts';
import { knowsAction } from './lifecycle.ts';
import {
  DOCUMENT_ACTIONS,
  DOCUMENT_RELATIONS,
  type DocumentAction,
  type DocumentFacts,
  type DocumentRelation,
  type Reader,
  UNPUBLISHED,
  type Visibility,
} from './model.ts';

/**
 * Who may approve a draft. Whoever wrote in it does not: the verifier, else the owner, else HR. Only where that leaves
 * nobody (a company of one) the verifier approves what they wrote themself; the version then says so.
 * @param hrIds living holders of the role hr, first asked first
 */
export function approversOf(
  { verifierId, ownerId, authorIds }: Pick<DocumentFacts, 'verifierId' | 'ownerId' | 'authorIds'>,
  hrIds: readonly string[],
): string[] {
  const others = [[verifierId], [ownerId], hrIds].map((group) => group.filter((userId) => !authorIds.includes(userId)));
  return others.find((group) => group.length > 0) ?? [verifierId];
}

const COVERS: Readonly<Record<Visibility, (reader: Reader, document: DocumentFacts) => boolean>> = {
  company: () => true,
  departments: (reader, { visibleTo }) => reader.departmentIds.some((deptId) => visibleTo.includes(deptId)),
  positions: (reader, { visibleTo }) => visibleTo.includes(reader.positionKey),
  people: (reader, { visibleTo }) => visibleTo.includes(reader.userId),
};

/** What somebody is to a document. */
export function documentRelations(reader: Reader, document: DocumentFacts): DocumentRelation[] {
  const me = reader.userId;
  const holds: Record<DocumentRelation, boolean> = {
    owner: document.ownerId === me,
    verifier: document.verifierId === me,
    editor: document.editorIds.includes(me) || document.authorIds.includes(me),
    approver: document.draft === 'in_review' && document.approverIds.includes(me),
    holder: document.positionKey !== null && document.positionKey === reader.positionKey,
    manager: document.positionKey !== null && reader.ledPositionKeys.includes(document.positionKey),
    hr: reader.roles.includes('hr'),
    admin: reader.isAdmin,
    audience: COVERS[document.visibility](reader, document),
  };
  return DOCUMENT_RELATIONS.filter((relation) => holds[relation]);
}

/** A draft is its writers' and approvers' own: nobody else sees that there is one. */
const READS_DRAFT: readonly DocumentRelation[] = ['owner', 'verifier', 'editor', 'approver'];
const READS_POSITION: readonly DocumentRelation[] = [...READS_DRAFT, 'holder', 'manager', 'hr', 'admin', 'audience'];

/**
 * Who reads what was published. The position's people, whoever leads them, HR and admins, and whom it is meant for;
 * what is for named people is for them alone, not even for HR.
 */
export const READS_PUBLISHED: Readonly<Record<Visibility, readonly DocumentRelation[]>> = {
  company: READS_POSITION,
  departments: READS_POSITION,
  positions: READS_POSITION,
  people: [...READS_DRAFT, 'audience'],
};

const isOneOf = (relations: readonly DocumentRelation[], allowed: readonly DocumentRelation[]): boolean =>
  relations.some((relation) => allowed.includes(relation));

/** Whether somebody may see the open draft, and of a document that was never published that it exists. */
export const canReadDraft = (reader: Reader, document: DocumentFacts): boolean =>
  isOneOf(documentRelations(reader, document), READS_DRAFT);

/** @param facts `published`: whether there is a published version; an obsolete document is read as before, marked */
export function canReadDocument(reader: Reader, document: DocumentFacts, facts: { published: boolean }): boolean {
  const relations = documentRelations(reader, document);
  const isPublished = facts.published && !UNPUBLISHED.includes(document.state);
  return isOneOf(relations, isPublished ? READS_PUBLISHED[document.visibility] : READS_DRAFT);
}

const WRITES: readonly DocumentRelation[] = ['owner', 'verifier', 'editor'];
const ANSWERS: readonly DocumentRelation[] = ['owner', 'verifier', 'manager', 'hr', 'admin'];

/** Whose an action is. `edit` of a document nobody is writing is open to the position's people as well. */
export const DOCUMENT_POLICY: Readonly<Record<DocumentAction, readonly DocumentRelation[]>> = {
  edit: WRITES,
  discard: WRITES,
  submit: WRITES,
  withdraw: WRITES,
  reject: ['approver'],
  publish: ['approver'],
  verify: ['verifier'],
  flag: [...ANSWERS, 'holder'],
  obsolete: ANSWERS,
  revive: ANSWERS,
  change_people: ANSWERS,
  change_settings: ANSWERS,
  restore: ['verifier'],
};

function mayOn(reader: Reader, document: DocumentFacts, action: DocumentAction, published: boolean): boolean {
  if (!canReadDocument(reader, document, { published })) return false;
  const relations = documentRelations(reader, document);
  if (isOneOf(relations, DOCUMENT_POLICY[action])) return true;
  return action === 'edit' && document.draft === 'none' && relations.includes('holder');
}

/** What this person may do with the document now; pages show exactly these buttons. */
export const documentAbilities = (
  reader: Reader,
  document: DocumentFacts,
  { published }: { published: boolean },
): DocumentAction[] =>
  DOCUMENT_ACTIONS.filter((action) => knowsAction(document, action) && mayOn(reader, document, action, published));

/** @throws AppError not_found for who may not read it, forbidden, document_action_not_allowed when only the state is in the way */
export function authorizeDocument(
  reader: Reader,
  document: DocumentFacts,
  action: DocumentAction,
  facts: { published: boolean },
): void {
  if (!canReadDocument(reader, document, facts)) throw new AppError('not_found');
  const { state, draft } = document;
  // A stranger to the draft is not told by the refusal that there is one.
  const known = canReadDraft(reader, document) ? { action, state, draft } : { action, state };
  if (!mayOn(reader, document, action, facts.published)) {
    // Who approves is known only while something waits for approval.
    const isStateOnly = DOCUMENT_POLICY[action].includes('approver') && draft !== 'in_review';
    throw isStateOnly && canReadDraft(reader, document)
      ? new AppError('document_action_not_allowed', known)
      : new AppError('forbidden', { action });
  }
  if (!knowsAction(document, action)) throw new AppError('document_action_not_allowed', known);
}

/** Whether somebody may start a document: of their own position, of one they lead; HR and admins of any, and of none. */
export const canCreateDocument = (reader: Reader, positionKey: string | null): boolean =>
  reader.isAdmin ||
  reader.roles.includes('hr') ||
  (positionKey !== null && (reader.positionKey === positionKey || reader.ledPositionKeys.includes(positionKey)));
