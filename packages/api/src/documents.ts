import {
  BLOCK_LABELS,
  CHANGES,
  CONTENT_LIMITS,
  DOCUMENT_ACTIONS,
  DOCUMENT_KINDS,
  DOCUMENT_STATES,
  DOCUMENT_TASKS,
  DRAFT_STATES,
  VISIBILITIES,
} from '@baton/core';
import { z } from 'zod';
import { day, id, instant, place, reason, sentence, text, userId, version } from './fields.ts';
import { personRef } from './people.ts';

const max = CONTENT_LIMITS;
const lines = () => z.array(sentence(max.line)).max(max.lines).default([]);
/** Line breaks matter in a step; how they are kept is core's `normalizeContent`. */
const passage = (length: number) => text().max(length).default('');

/** The skeleton of an SOP. A new step has no key; one that was there keeps its own, so that it stays itself. */
const sopContent = z.object({
  format: z.literal('sop'),
  scope: passage(max.scope),
  trigger: passage(max.trigger),
  frequency: passage(max.frequency),
  inputs: lines(),
  steps: z
    .array(
      z.object({
        key: z
          .string()
          .max(64)
          .regex(/^[\w-]+$/)
          .optional(),
        action: passage(max.step.action),
        standard: passage(max.step.standard),
        range: passage(max.step.range),
        trouble: passage(max.step.trouble),
      }),
    )
    .max(max.steps),
  output: passage(max.output),
  exceptions: z
    .array(z.object({ sign: passage(max.exception.sign), remedy: passage(max.exception.remedy) }))
    .max(max.exceptions)
    .default([]),
  systems: lines(),
  contacts: lines(),
  forbidden: lines(),
});
const markdownContent = z.object({ format: z.literal('markdown'), text: text().max(max.markdown) });

/** As it is sent; a reply has it normalised, with a key for every step. */
export const documentContent = z.discriminatedUnion('format', [sopContent, markdownContent]);
/** Nothing in a reply is measured: what is kept can be read, whatever may be written today. */
const keptLines = z.array(z.string());
const keptContent = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('sop'),
    scope: z.string(),
    trigger: z.string(),
    frequency: z.string(),
    inputs: keptLines,
    steps: z.array(
      z.object({
        key: z.string(),
        action: z.string(),
        standard: z.string(),
        range: z.string(),
        trouble: z.string(),
      }),
    ),
    output: z.string(),
    exceptions: z.array(z.object({ sign: z.string(), remedy: z.string() })),
    systems: keptLines,
    contacts: keptLines,
    forbidden: keptLines,
  }),
  z.object({ format: z.literal('markdown'), text: z.string() }),
]);

const title = sentence(120);
const subjects = z.array(sentence(40).min(1)).max(30);
const audience = {
  visibility: z.enum(VISIBILITIES),
  /** Department ids, position keys or userIds, as `visibility` says; nothing for the whole company. */
  visibleTo: z.array(text().min(1).max(64)).max(500).default([]),
};
/** Calendar days; null: by the kind of document. */
const reviewDays = z.number().int().min(1).max(1100).nullable();
const positionKey = text().min(1).max(64).nullable();

export const documentQuery = z.object({
  /** `mine`: owner, verifier or editor of it. `due`: flagged, or its review day has come. */
  scope: z.enum(['all', 'mine', 'due']).default('all'),
  /** A position's key; `*company`: documents of the whole company; `*mine`: of the position of who asks. */
  position: text().max(64).optional(),
  kind: z.enum(DOCUMENT_KINDS).optional(),
  state: z.enum(DOCUMENT_STATES).optional(),
  cursor: text().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

const positionRef = z.object({ key: z.string(), name: z.string() });

export const documentCard = z.object({
  id,
  kind: z.enum(DOCUMENT_KINDS),
  state: z.enum(DOCUMENT_STATES),
  /** What is being written beside it; `none` as well for who may not know. */
  draft: z.enum(DRAFT_STATES),
  title: z.string(),
  /** Null: of the whole company. */
  position: positionRef.nullable(),
  owner: personRef,
  verifier: personRef,
  visibility: z.enum(VISIBILITIES),
  subjects: z.array(z.string()),
  /** The published version; null until the first. */
  number: z.number().int().nullable(),
  verifiedAt: instant.nullable(),
  reviewOn: day.nullable(),
  /** Waits to be verified. */
  due: z.boolean(),
  flaggedBecause: z.string(),
  obsoleteBecause: z.string(),
  updatedAt: instant,
});
export type DocumentCard = z.infer<typeof documentCard>;
export const documentsReply = z.object({
  rows: z.array(documentCard),
  nextCursor: z.string().nullable(),
  /** The position of who asks; null when no rule of the company knows one. */
  yours: positionRef.nullable(),
  /** What this person may begin a document for. */
  writes: z.object({ company: z.boolean(), positions: z.array(positionRef) }),
  /** Leads somebody, or is HR or an admin: sees how well positions are covered. */
  covers: z.boolean(),
});

export const documentTasksReply = z.object({
  /** What waits for the person asking, longest first. */
  rows: z.array(
    z.object({
      id,
      task: z.enum(DOCUMENT_TASKS),
      title: z.string(),
      /** Since when; null: not for having reached a day. */
      since: day.nullable(),
      /** What was changed, why it was given back, or why it was flagged; '' when nobody said. */
      because: z.string(),
    }),
  ),
  /** Questions waiting for their answer; 100 stands for at least that many. */
  questions: z.number().int(),
});

/** `readAgain`: whether who has confirmed having read it confirms anew; left out, when what is done by it has changed. */
export const publishDocumentBody = z.object({ version, readAgain: z.boolean().optional() });

const versionLine = z.object({
  number: z.number().int(),
  title: z.string(),
  /** A mended typo: said nothing about whether the document is still right. */
  minor: z.boolean(),
  note: z.string(),
  authors: z.array(personRef),
  approvedBy: personRef,
  /** Nobody else was there to approve it. */
  selfApproved: z.boolean(),
  restoredFrom: z.number().int().nullable(),
  at: instant,
});

export const documentFile = z.object({ id, name: z.string(), mediaType: z.string(), bytes: z.number().int() });
/** Tickets for files of one document, each good for a minute. */
export const documentLinksBody = z.object({ fileIds: z.array(id).min(1).max(200) });
export const documentLinksReply = z.object({ links: z.array(z.object({ fileId: id, url: z.string() })) });

export const documentView = documentCard.extend({
  version: z.number().int(),
  visibleTo: z.array(z.string()),
  reviewDays: z.number().int().nullable(),
  editors: z.array(personRef),
  verifiedBy: personRef.nullable(),
  createdBy: personRef,
  createdAt: instant,
  /** Of the published version; null until the first. */
  content: keptContent.nullable(),
  /** Pictures and files its texts name as `file:<id>`, as far as this person may see them. */
  files: z.array(documentFile),
  /** Of the draft this person may read, 0 when there is none: what saving starts from. */
  draftVersion: z.number().int(),
  writing: z
    .object({
      title: z.string(),
      content: keptContent,
      minor: z.boolean(),
      note: z.string(),
      authors: z.array(personRef),
      savedBy: personRef,
      savedAt: instant,
      submittedBy: personRef.nullable(),
      submittedAt: instant.nullable(),
      /** Whom the review waits for. */
      approvers: z.array(personRef),
    })
    .nullable(),
  /** Newest first. */
  versions: z.array(versionLine),
  history: z.array(
    z.object({
      id,
      at: instant,
      by: personRef.nullable(),
      action: z.string(),
      details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  abilities: z.array(z.enum(DOCUMENT_ACTIONS)),
});
export type DocumentView = z.infer<typeof documentView>;

export const versionView = versionLine.extend({ content: keptContent });

/** `requestId` is made by who asks, once per document: the same request sent twice makes one. */
export const createDocumentBody = z.object({
  requestId: id.optional(),
  kind: z.enum(DOCUMENT_KINDS),
  title,
  content: documentContent,
  positionKey: positionKey.default(null),
  ...audience,
  subjects: subjects.default([]),
  reviewDays: reviewDays.default(null),
  ownerId: userId.optional(),
  verifierId: userId.optional(),
});
/**
 * `draftVersion`: the one the person wrote on from; 0 opens a draft beside the published version, and then `publishedNumber`
 * says beside which: another may have been published meanwhile.
 */
export const documentDraftBody = z.object({
  draftVersion: place,
  publishedNumber: version.nullable().default(null),
  title,
  content: documentContent,
});
export const submitDocumentBody = z.object({
  version,
  draftVersion: version,
  note: sentence(500).default(''),
  minor: z.boolean().default(false),
});
export const documentReasonBody = z.object({ version, reason });
export const documentPeopleBody = z.object({
  version,
  ownerId: userId.optional(),
  verifierId: userId.optional(),
  editorIds: z.array(userId).max(50).optional(),
});
export const documentSettingsBody = z.object({
  version,
  positionKey: positionKey.optional(),
  audience: z.object(audience).optional(),
  subjects: subjects.optional(),
  reviewDays: reviewDays.optional(),
});
export const flagDocumentsBody = z.object({ subject: sentence(40).min(2), reason });
export const flagDocumentsReply = z.object({ flagged: z.array(z.object({ id, title: z.string() })) });
export const restoreVersionBody = z.object({ version, number: version });

const number = z.coerce.number().int().positive().max(1_000_000);
export const versionParams = z.object({ id, number });
export const compareQuery = z.object({ from: number, to: z.literal('draft').or(number) });
export const compareReply = z.object({
  blocks: z.array(
    z.object({
      /** The step's key and field, where the block is one. */
      key: z.string(),
      label: z.enum(BLOCK_LABELS),
      change: z.enum(CHANGES),
      parts: z.array(z.object({ change: z.enum(['same', 'added', 'removed']), text: z.string() })),
    }),
  ),
});
export type Comparison = z.infer<typeof compareReply>;
