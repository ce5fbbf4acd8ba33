import {
  DOCUMENT_KINDS,
  IMPORT_DECISIONS,
  IMPORT_FILE_STATES,
  IMPORT_MODES,
  IMPORT_STATES,
  UPLOAD_PROBLEMS,
  VISIBILITIES,
} from '@baton/core';
import { z } from 'zod';
import { id, instant, sentence, text, userId } from './fields.ts';
import { personRef } from './people.ts';

const count = z.number().int();

export const importView = z.object({
  id,
  state: z.enum(IMPORT_STATES),
  mode: z.enum(IMPORT_MODES),
  createdAt: instant,
  finishedAt: instant.nullable(),
  uploads: z.array(
    z.object({
      id,
      name: z.string(),
      bytes: count,
      /** Why nothing of it can be taken. */
      problem: z.enum(UPLOAD_PROBLEMS).nullable(),
      /** Looked through, of how many; null until it is opened. */
      entries: count.nullable(),
    }),
  ),
  /** Sources found so far. */
  found: count,
  /** Sources by what becomes of them. */
  decisions: z.object(
    Object.fromEntries(IMPORT_DECISIONS.map((name) => [name, count])) as Record<
      (typeof IMPORT_DECISIONS)[number],
      typeof count
    >,
  ),
  /** Sources with something to look at. */
  withProblems: count,
  progress: z.object({ done: count, failed: count, total: count }),
  /** Whether this person may put documents in force at once. */
  mayPublish: z.boolean(),
});
export type ImportView = z.infer<typeof importView>;
export const importsReply = z.object({ rows: z.array(importView) });

/** What the report shows: everything, what has problems, or one decision; `failed` once it ran. */
export const IMPORT_FILTERS = ['all', 'problems', 'failed', ...IMPORT_DECISIONS] as const;
export const importFilesQuery = z.object({
  filter: z.enum(IMPORT_FILTERS).default('all'),
  after: z.coerce.number().int().min(-1).default(-1),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const importFile = z.object({
  id,
  path: z.string(),
  part: z.string(),
  bytes: count,
  kind: z.enum(DOCUMENT_KINDS),
  title: z.string(),
  position: z.object({ key: z.string(), name: z.string() }).nullable(),
  owner: personRef.nullable(),
  verifier: personRef.nullable(),
  visibility: z.enum(VISIBILITIES),
  visibleTo: z.array(z.string()),
  /** `sop`: in steps. Null where it becomes no document. */
  format: z.enum(['sop', 'markdown']).nullable(),
  files: count,
  problems: z.array(z.object({ code: z.string(), what: z.string().optional(), blocks: z.boolean() })),
  skip: z.boolean(),
  decision: z.enum(IMPORT_DECISIONS),
  state: z.enum(IMPORT_FILE_STATES),
  documentId: id.nullable(),
  failedBecause: z.string(),
});
export type ImportFileView = z.infer<typeof importFile>;
export const importFilesReply = z.object({ rows: z.array(importFile), next: count.nullable() });

/** Settings for one, several or all sources; what is not named stays. */
export const importSettingsBody = z.object({
  /** Null: all of them. */
  fileIds: z.array(id).min(1).max(500).nullable(),
  set: z.strictObject({
    kind: z.enum(DOCUMENT_KINDS).optional(),
    title: sentence(120).min(1).optional(),
    positionKey: text().min(1).max(64).nullable().optional(),
    ownerId: userId.optional(),
    verifierId: userId.optional(),
    audience: z
      .object({
        visibility: z.enum(VISIBILITIES),
        visibleTo: z.array(text().min(1).max(64)).max(500).default([]),
      })
      .optional(),
    skip: z.boolean().optional(),
  }),
});
export const startImportBody = z.object({ mode: z.enum(IMPORT_MODES).default('draft') });

export const exportBody = z.object({
  /** A position's key; `*company`: documents of the whole company; nothing: all this person may read. */
  position: text().max(64).optional(),
  /** `zip`: Markdown with files, to be brought back. `pdf`: to be printed. */
  as: z.enum(['zip', 'pdf']).default('zip'),
});
export const exportReply = z.object({ url: z.string() });
