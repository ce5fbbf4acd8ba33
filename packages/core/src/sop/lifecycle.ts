import { AppError } from '../errors.ts';
import type { DocumentAction, DocumentFacts, DocumentState, DraftState } from './model.ts';

type From = readonly DocumentState[];
type Move = {
  from: From;
  draft: readonly DraftState[];
  /** `first`: of a document that was never published; `later`: of one that was. */
  to: { first: DocumentState | 'same'; later: DocumentState | 'same' };
  draftTo: DraftState | 'same';
};

const LIVE: From = ['published', 'needs_review'];
const ANY_DRAFT: readonly DraftState[] = ['none', 'editing', 'in_review'];
const NOT_IN_REVIEW: readonly DraftState[] = ['none', 'editing'];
const stays = (first: DocumentState | 'same') => ({ first, later: 'same' as const });

/** Which action knows which states, and where it leads. A published document stays readable while its draft moves. */
export const DOCUMENT_MOVES: Readonly<Record<DocumentAction, Move>> = {
  edit: { from: ['draft', ...LIVE], draft: NOT_IN_REVIEW, to: stays('draft'), draftTo: 'editing' },
  discard: { from: LIVE, draft: ['editing'], to: stays('draft'), draftTo: 'none' },
  submit: { from: ['draft', ...LIVE], draft: ['editing'], to: stays('in_review'), draftTo: 'in_review' },
  withdraw: { from: ['in_review', ...LIVE], draft: ['in_review'], to: stays('draft'), draftTo: 'editing' },
  reject: { from: ['in_review', ...LIVE], draft: ['in_review'], to: stays('draft'), draftTo: 'editing' },
  publish: {
    from: ['in_review', ...LIVE],
    draft: ['in_review'],
    to: { first: 'published', later: 'published' },
    draftTo: 'none',
  },
  verify: { from: LIVE, draft: ANY_DRAFT, to: { first: 'published', later: 'published' }, draftTo: 'same' },
  flag: { from: LIVE, draft: ANY_DRAFT, to: { first: 'needs_review', later: 'needs_review' }, draftTo: 'same' },
  obsolete: {
    from: ['draft', ...LIVE],
    draft: NOT_IN_REVIEW,
    to: { first: 'obsolete', later: 'obsolete' },
    draftTo: 'same',
  },
  // What comes back has not been looked at for a while.
  revive: { from: ['obsolete'], draft: ANY_DRAFT, to: { first: 'draft', later: 'needs_review' }, draftTo: 'same' },
  change_people: { from: ['draft', 'in_review', ...LIVE], draft: ANY_DRAFT, to: stays('same'), draftTo: 'same' },
  change_settings: { from: ['draft', 'in_review', ...LIVE], draft: ANY_DRAFT, to: stays('same'), draftTo: 'same' },
  // Under a draft that somebody is writing, the ground must not change.
  restore: { from: LIVE, draft: ['none'], to: { first: 'published', later: 'published' }, draftTo: 'same' },
};

/** Whether the states of a document and its draft know this action. */
export const knowsAction = (document: Pick<DocumentFacts, 'state' | 'draft'>, action: DocumentAction): boolean =>
  DOCUMENT_MOVES[action].from.includes(document.state) && DOCUMENT_MOVES[action].draft.includes(document.draft);

/**
 * Takes an action on a document.
 * @param facts `published`: whether there is a published version; `minor`: of publish, a typo was mended: it says
 *   nothing about whether the document is still right, so one that waits to be verified goes on waiting
 * @throws AppError document_action_not_allowed
 */
export function moveDocument(
  document: Pick<DocumentFacts, 'state' | 'draft'>,
  action: DocumentAction,
  { published, minor = false }: { published: boolean; minor?: boolean },
): Pick<DocumentFacts, 'state' | 'draft'> {
  const { state, draft } = document;
  if (!knowsAction(document, action)) throw new AppError('document_action_not_allowed', { action, state, draft });
  const { to, draftTo } = DOCUMENT_MOVES[action];
  const wanted = published ? to.later : to.first;
  const mended = minor && published && action === 'publish';
  return { state: wanted === 'same' || mended ? state : wanted, draft: draftTo === 'same' ? draft : draftTo };
}
