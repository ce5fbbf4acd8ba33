import type { GivenContent } from '../content.ts';
import type { DocumentKind, Visibility } from '../model.ts';

/** Words of bringing files in. Dry run first: nothing of an import is a document before somebody says start. */

/** 选文件 → 检查中 → 待确认 → 导入中 → 已完成, or 已放弃. */
export const IMPORT_STATES = ['choosing', 'scanning', 'ready', 'running', 'done', 'discarded'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What becomes of new documents: a draft that is reviewed as always, or in force at once, which only HR and admins may say. */
export const IMPORT_MODES = ['draft', 'publish'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What a file becomes, or became. */
export const IMPORT_DECISIONS = ['create', 'update', 'unchanged', 'conflict', 'skip', 'attach'] as const;
export type ImportDecision = (typeof IMPORT_DECISIONS)[number];

/** Where a file is on its way. */
export const IMPORT_FILE_STATES = ['waiting', 'done', 'failed'] as const;
export type ImportFileState = (typeof IMPORT_FILE_STATES)[number];

/** Problems that keep a file from becoming a document… */
export const BLOCKING_PROBLEMS = [
  'unsafe_path', // leads out of the folder, or is absolute
  'name_too_long',
  'link_entry', // a symbolic link or a device
  'encrypted',
  'broken',
  'macros',
  'old_format', // .doc, .xls, .ppt
  'nested_archive',
  'type_unknown',
  'file_too_large',
  'inflates_too_much',
  'import_full', // its pictures or files are more than one import may store
  'too_slow', // reading it took longer or more memory than a file may
  'empty',
  'no_header_row',
  'too_long',
  'title_missing',
  'picture_unused', // no text names it
  'position_not_yours',
  'position_unknown', // named in the file, and nobody knows it
  'same_name_twice', // two entries of an archive, or two loose files, with one path
  'row_without_title',
] as const;
/** …and those that do not. */
export const NOTED_PROBLEMS = [
  'picture_missing',
  'picture_refused',
  'link_dropped',
  'script_dropped', // HTML in Markdown that would have run elsewhere; here it is shown as text
  'position_guessed',
  'owner_unclear', // named in the file, and nobody or more than one is called so
  'verifier_unclear',
  'kind_unknown',
  'name_decoded', // the name was in GBK
  'rows_cut',
  'not_complete', // cannot be published as it is
] as const;
export type ImportProblemCode = (typeof BLOCKING_PROBLEMS)[number] | (typeof NOTED_PROBLEMS)[number];
/** `what` names the picture, person or position it is about. */
export type ImportProblem = { code: ImportProblemCode; what?: string };

const BLOCKING: ReadonlySet<string> = new Set(BLOCKING_PROBLEMS);
export const isBlocking = ({ code }: ImportProblem): boolean => BLOCKING.has(code);

/** Why a whole upload is not taken. */
export const UPLOAD_PROBLEMS = [
  'broken',
  'encrypted',
  'too_many_files',
  'inflates_too_much',
  'nothing_inside',
] as const;
export type UploadProblem = (typeof UPLOAD_PROBLEMS)[number];

/** What a file says about itself, in its front matter or in its columns; nothing is checked yet. */
export type SourceMeta = {
  /** The document it was exported from. */
  documentId?: string | undefined;
  title?: string | undefined;
  kind?: string | undefined;
  position?: string | undefined;
  subjects?: readonly string[] | undefined;
  owner?: string | undefined;
  verifier?: string | undefined;
  reviewDays?: number | undefined;
};

/** A document as a file holds it. `part` tells apart several of one file; '' for the only one. */
export type ReadDocument = {
  part: string;
  meta: SourceMeta;
  content: GivenContent;
  problems: readonly ImportProblem[];
};

/** What the person may set for a file before the import starts. */
export type ImportSettings = {
  kind: DocumentKind;
  title: string;
  positionKey: string | null;
  ownerId: string | null;
  verifierId: string | null;
  visibility: Visibility;
  visibleTo: readonly string[];
  skip: boolean;
};
