import { CONFIRMER_ROLES, DEMO_RESULTS, EVIDENCE_TYPES, ITEM_ACTIONS, ITEM_STATES, LEVELS } from '@baton/core';
import { z } from 'zod';
import { day, id, instant, place, reason, sentence, text, userId, version } from './fields.ts';
import { personRef } from './people.ts';

const fileIds = z.array(id).max(20).readonly();

/** A link is http(s) or a DingTalk deep link; anything else (javascript:, data:) is refused. */
export const link = text()
  .trim()
  .max(2048)
  .regex(/^(https?|dingtalk):\/\/\S+$/i);

export const evidenceContent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('FILE'), fileIds, purpose: sentence(500) }),
  z.object({ type: z.literal('PHOTO'), fileIds, note: sentence(500) }),
  z.object({
    type: z.literal('LINK'),
    url: link.or(z.literal('')),
    purpose: sentence(500),
    /** A document of ours, instead of an address. */
    documentId: id.nullish(),
  }),
  z.object({ type: z.literal('MEET'), url: link.or(z.literal('')), fileIds, heldOn: day, summary: sentence(2000) }),
  z.object({
    type: z.literal('LIST'),
    columns: z.array(sentence(40)).min(1).max(12).readonly(),
    rows: z
      .array(z.array(sentence(500)).max(12).readonly())
      .max(300)
      .readonly(),
    noneBecause: sentence(500),
  }),
  z.object({ type: z.literal('APPR'), processInstanceId: sentence(128), note: sentence(500) }),
  z.object({ type: z.literal('SYS'), statement: sentence(1000) }),
  z.object({ type: z.literal('SIGN'), signedName: sentence(40), statement: sentence(500) }),
  z.object({ type: z.literal('DEMO'), result: z.enum(DEMO_RESULTS), note: sentence(1000) }),
]);

export const fileView = z.object({
  id,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number().int(),
  by: personRef,
  at: instant,
});
export type FileView = z.infer<typeof fileView>;

/** One line in a list: 我的待办, 交接单. */
export const itemCard = z.object({
  id,
  handoverId: id,
  key: z.string(),
  title: z.string(),
  level: z.enum(LEVELS),
  state: z.enum(ITEM_STATES),
  dueOn: day,
  overdue: z.boolean(),
  evidence: z.array(z.array(z.enum(EVIDENCE_TYPES))),
  leaver: personRef,
  /** Who has to act next; empty when done. */
  waitingFor: z.array(personRef),
  reason: z.string(),
  hours: z.number(),
});
export type ItemCard = z.infer<typeof itemCard>;

export const confirmationView = z.object({
  slot: z.number().int(),
  role: z.enum(CONFIRMER_ROLES),
  confirmer: personRef,
  delegatedFrom: personRef.nullable(),
  confirmedAt: instant.nullable(),
  confirmedBy: personRef.nullable(),
});

export const historyEntry = z.object({
  id,
  at: instant,
  by: personRef.nullable(), // null: the system or DingTalk
  action: z.string(),
  itemTitle: z.string().nullable(),
  /** Values for the sentence that the page composes from `action`. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const itemView = itemCard.extend({
  standard: z.string(),
  columns: z.array(z.string()),
  version: z.number().int(),
  gate: z.enum(['release', 'archive']),
  doer: personRef,
  acceptor: personRef.nullable(),
  acceptorInterim: z.boolean(),
  toBeReaccepted: z.boolean(),
  acceptedAt: instant.nullable(),
  confirmations: z.array(confirmationView),
  waiver: z.object({ by: personRef, why: z.string(), risk: z.string(), followUpOn: day.nullable() }).nullable(),
  /** Evidence of the current round (what the successor looks at); the doer sees their draft here while editing. */
  evidenceNow: z.array(evidenceContent),
  /** True when `evidenceNow` is an unsubmitted draft of the person asking. */
  evidenceIsDraft: z.boolean(),
  rounds: z.array(
    z.object({ round: z.number().int(), at: instant, by: personRef, evidence: z.array(evidenceContent) }),
  ),
  files: z.array(fileView),
  /** Documents that the evidence names, as far as the person asking may read them. */
  documents: z.array(z.object({ id, title: z.string() })),
  /** What the system found itself, for an item it looks at; the evidence SYS comes from here and is not typed. */
  check: z
    .object({
      kind: z.enum(['documents', 'questions']),
      total: z.number().int(),
      /** What stands in the way: the leaver's drafts that only they see, or questions. Titles only to who may read. */
      open: z.array(z.object({ id, title: z.string().nullable() })),
    })
    .nullable(),
  history: z.array(historyEntry),
  /** What the person asking may do now. Buttons come from here and from nowhere else. */
  abilities: z.array(z.enum(ITEM_ACTIONS)),
});
export type ItemView = z.infer<typeof itemView>;

export const draftBody = z.object({ version, evidence: z.array(evidenceContent).max(20).readonly() });
/** DEMO: the successor says how it went when accepting an item that needs a DEMO. */
export const acceptBody = z.object({ version, note: sentence(500).default(''), demo: z.enum(DEMO_RESULTS).optional() });
export const confirmBody = z.object({ version, note: sentence(500).default('') });
export const reasonBody = z.object({ version, reason });
export const versionBody = z.object({ version });
export const waiveBody = z.object({ version, why: reason, risk: reason, followUpOn: day.nullable().default(null) });
export const supplementBody = z.object({ version, doerId: userId, reason });
/** `slot` names the confirmation to hand on; null hands on the acceptance. */
export const delegateBody = z.object({ version, slot: place.nullable(), toUserId: userId, reason });

export const fileLinkReply = z.object({ url: z.string() });
