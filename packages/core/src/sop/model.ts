import type { Actor } from '../handover/model.ts';

/**
 * The nouns of what a position knows, as plain data. A document belongs to a position (or to the whole company), never
 * to a person. Words: docs/GLOSSARY.md. Days are `YYYY-MM-DD` in Asia/Shanghai, instants are Dates.
 */

/** 岗位职责说明书, SOP, 任务模板, 工作成果, 会议记录, 常见问答 */
export const DOCUMENT_KINDS = [
  'job_description',
  'sop',
  'task_template',
  'work_result',
  'meeting_record',
  'faq',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** 草稿 → 审核中 → 已发布 → 待复核 → 已废止. The first two only until the first version is published. */
export const DOCUMENT_STATES = ['draft', 'in_review', 'published', 'needs_review', 'obsolete'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];
/** States in which there is nothing but a draft. */
export const UNPUBLISHED: readonly DocumentState[] = ['draft', 'in_review'];

/** What is being written beside the published version: nothing, a draft, or a draft that waits for approval. */
export const DRAFT_STATES = ['none', 'editing', 'in_review'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

export const DOCUMENT_ACTIONS = [
  'edit', // opens a draft or goes on with it
  'discard', // drops the draft of a document that has a published version
  'submit',
  'withdraw', // takes a submitted draft back
  'reject',
  'publish',
  'verify', // still right as it is
  'flag', // a subject it touches has changed
  'obsolete',
  'revive',
  'change_people',
  'change_settings', // who may read, subjects, review interval
  'restore', // an older version's content, as a new version
] as const;
export type DocumentAction = (typeof DOCUMENT_ACTIONS)[number];

/** Who reads the published version besides the people of the document. */
export const VISIBILITIES = ['company', 'departments', 'positions', 'people'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What somebody is to a document. Several may hold at once. */
export const DOCUMENT_RELATIONS = [
  'owner',
  'verifier',
  'editor', // named as one, or has written in the open draft
  'approver', // whose approval the draft waits for: see approversOf
  'holder', // of the document's position
  'manager', // leads somebody who holds the position
  'hr',
  'admin',
  'audience', // the visibility includes them
] as const;
export type DocumentRelation = (typeof DOCUMENT_RELATIONS)[number];

/** What the rules need to know of a document. */
export type DocumentFacts = {
  kind: DocumentKind;
  state: DocumentState;
  draft: DraftState;
  /** null: of the whole company. */
  positionKey: string | null;
  ownerId: string;
  verifierId: string;
  editorIds: readonly string[];
  /** Everybody who wrote in the open draft. */
  authorIds: readonly string[];
  /** Who may approve the draft now; empty when none waits. */
  approverIds: readonly string[];
  visibility: Visibility;
  /** Department ids, position keys or userIds, as `visibility` says; empty for `company`. */
  visibleTo: readonly string[];
};

/** Somebody who asks for documents, with what decides on them. */
export type Reader = Actor & {
  /** Their position, by the company's rules. */
  positionKey: string;
  /** Their departments and every one above, as text. */
  departmentIds: readonly string[];
  /** Positions of the people they lead. */
  ledPositionKeys: readonly string[];
};
