import { CAPABILITIES, DOCUMENT_STATES, FREQUENCIES, GAPS, RESPONSIBILITY_ACTIONS, START_REASONS } from '@baton/core';
import { z } from 'zod';
import { day, id, sentence, text, userId, version } from './fields.ts';
import { personRef } from './people.ts';

export const positionParams = z.object({ key: text().min(1).max(64) });
export const doerParams = z.object({ id, userId });

const said = {
  /** Null: nobody said how often. */
  frequency: z.enum(FREQUENCIES).nullish(),
  output: sentence(300).optional(),
  starred: z.boolean().optional(),
  /** Who answers for it. */
  ownerId: userId.nullish(),
  documentIds: z.array(id).max(20).optional(),
};
const title = sentence(120).min(2);
export const addResponsibilityBody = z.object({ title, ...said });
/** What is left out stays as it is. */
export const changeResponsibilityBody = z.object({ version, title: title.optional(), ...said });
export const verifyDoerBody = z.object({ verified: z.boolean() });

const sop = z.enum(['in_date', 'overdue', 'missing']);
/** Nobody is counted who is about to go, and nobody who only read about it. */
const judged = {
  sop,
  canDo: z.number().int(),
  leaving: z.number().int(),
  gaps: z.array(z.enum(GAPS)),
};

const responsibility = z.object({
  id,
  version: z.number().int(),
  title: z.string(),
  frequency: z.enum(FREQUENCIES).nullable(),
  output: z.string(),
  starred: z.boolean(),
  /** Null as well when they have left. */
  owner: personRef.nullable(),
  /** Those that this person may read. */
  documents: z.array(z.object({ id, title: z.string(), state: z.enum(DOCUMENT_STATES), reviewOn: day.nullable() })),
  people: z.array(
    z.object({
      person: personRef,
      capability: z.enum(CAPABILITIES),
      leaving: z.boolean(),
      /** This person may say that they were seen doing it alone. */
      verifiable: z.boolean(),
    }),
  ),
  ...judged,
});
export type ResponsibilityView = z.infer<typeof responsibility>;

export const responsibilitiesReply = z.object({
  position: z.object({ key: z.string(), name: z.string() }),
  abilities: z.array(z.enum(RESPONSIBILITY_ACTIONS)),
  /** Documents of the position to link; empty for who may not. */
  choices: z.array(z.object({ id, title: z.string() })),
  responsibilities: z.array(responsibility),
});
export type ResponsibilitiesReply = z.infer<typeof responsibilitiesReply>;

export const coverageReply = z.object({
  positions: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      holders: z.number().int(),
      /** Of the holders, those about to go. */
      leaving: z.number().int(),
      total: z.number().int(),
      starred: z.number().int(),
      /** Responsibilities of which nothing is missing. */
      covered: z.number().int(),
      inDate: z.number().int(),
      /** The fewest who stay and can do one of the ★ responsibilities (of all, without ★). Null: none is written down. */
      busFactor: z.number().int().nullable(),
      gaps: z.array(z.object({ gap: z.enum(GAPS), count: z.number().int() })),
      /** Those with gaps. */
      responsibilities: z.array(z.object({ id, title: z.string(), starred: z.boolean(), ...judged })),
    }),
  ),
  /** Positions by their keys, the most pressing first; five at most. */
  startHere: z.array(z.object({ key: z.string(), reasons: z.array(z.enum(START_REASONS)) })),
});
export type CoverageReply = z.infer<typeof coverageReply>;
