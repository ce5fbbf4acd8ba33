import { REQUEST_STATES } from '@baton/core';
import { z } from 'zod';
import { id, instant, sentence, text, version } from './fields.ts';
import { personRef } from './people.ts';

export const requestBody = z.object({
  /** What was looked for, as it was typed. */
  wanted: sentence(200).min(1),
  /** A position's key; null: of the whole company; left out: the position of who asks. */
  position: text().min(1).max(64).nullish(),
});
/** `documentId`: what answers it, or the draft that will once it is published. */
export const answerRequestBody = z.object({ version, documentId: id });

const documentRequest = z.object({
  id,
  version: z.number().int(),
  wanted: z.string(),
  /** Null: of the whole company. */
  position: z.object({ key: z.string(), name: z.string() }).nullable(),
  owner: personRef,
  /** How many ask. */
  askers: z.number().int(),
  state: z.enum(REQUEST_STATES),
  /** What answers it, or is being written for it; null as well for who may not read it. */
  document: z.object({ id, title: z.string() }).nullable(),
  /** Why it is not written. */
  reason: z.string(),
  createdAt: instant,
  closedAt: instant.nullable(),
});
export type DocumentRequest = z.infer<typeof documentRequest>;

export const requestsReply = z.object({
  /** Those this person may answer, most wanted first. */
  waiting: z.array(documentRequest),
  /** What this person asked for, latest first. */
  asked: z.array(documentRequest),
});
