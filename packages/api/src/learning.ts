import {
  DOCUMENT_KINDS,
  READING_ACTIONS,
  READING_DAYS,
  READING_PATH_ACTIONS,
  READING_REASONS,
  READING_STEP_KINDS,
} from '@baton/core';
import { z } from 'zod';
import { day, id, instant, sentence, text, userId } from './fields.ts';
import { personRef } from './people.ts';

/** `team`: of the people one leads; for HR of everybody. */
export const learningQuery = z.object({ of: z.enum(['me', 'team']).default('me') });

const readingDay = z.literal(READING_DAYS);
const readingStep = z.object({
  key: text().min(1).max(64),
  day: readingDay,
  kind: z.enum(READING_STEP_KINDS),
  /** Of a step that somebody made up; the others are called by their kind. */
  title: sentence(80).default(''),
  documentIds: z.array(id).max(20).default([]),
});

const pathStep = z.object({
  key: z.string(),
  day: z.number().int(),
  kind: z.enum(READING_STEP_KINDS),
  title: z.string(),
  /** Which ★ responsibility is to be done alone; '' for other steps, and where none is written down. */
  about: z.string(),
  /** The working day on which it is told. */
  on: day,
  state: z.enum(['done', 'now', 'next']),
  doneAt: instant.nullable(),
  /** Of all its documents, those whoever asks may not read included. */
  total: z.number().int(),
  read: z.number().int(),
  documents: z.array(
    z.object({
      id,
      title: z.string(),
      number: z.number().int(),
      /** Null: to be read, or to be read again since it changed. */
      confirmed: z.object({ number: z.number().int(), at: instant }).nullable(),
    }),
  ),
});
const position = z.object({ key: z.string(), name: z.string() });

export const learningReply = z.object({
  paths: z.array(
    z.object({
      id,
      person: personRef,
      position,
      reason: z.enum(READING_REASONS),
      startedOn: day,
      /** The predecessor's case; null where there is none, and for whoever looks at others. */
      handoverId: id.nullable(),
      /** Whoever asks may open the path of that position. */
      seesPath: z.boolean(),
      abilities: z.array(z.enum(READING_ACTIONS)),
      steps: z.array(pathStep),
    }),
  ),
});
export type LearningReply = z.infer<typeof learningReply>;

export const readingStepParams = z.object({ id, key: text().min(1).max(64) });
export const readingStepBody = z.object({ done: z.boolean() });

/** The version the reader saw. */
export const confirmReadingBody = z.object({ number: z.number().int().positive() });
export const readingState = z.object({
  /** Null: not confirmed, or to be read again since it changed. */
  confirmed: z.object({ number: z.number().int(), at: instant }).nullable(),
  /** A path of mine names it. */
  onPath: z.boolean(),
});
export type ReadingState = z.infer<typeof readingState>;

export const readingPathParams = z.object({ key: text().min(1).max(64) });
export const readingPathBody = z.object({
  /** 0: as derived from the position's documents. */
  version: z.number().int().min(0),
  steps: z.array(readingStep).max(40),
});
export const readingPathView = z.object({
  position,
  /** What the person asking may do. Buttons come from here and from nowhere else. */
  abilities: z.array(z.enum(READING_PATH_ACTIONS)),
  version: z.number().int(),
  steps: z.array(readingStep),
  /** To choose from. */
  documents: z.array(z.object({ id, title: z.string(), kind: z.enum(DOCUMENT_KINDS) })),
});
export type ReadingPathView = z.infer<typeof readingPathView>;

/** Who is to be put on the path, and on which day it begins. */
export const putOnPathBody = z.object({ userId, startsOn: day });
export const foreseenPath = z.object({
  person: personRef,
  /** They are on it already: it cannot begin once more. */
  onPath: z.boolean(),
  steps: z.array(
    z.object({
      key: z.string(),
      day: z.number().int(),
      kind: z.enum(READING_STEP_KINDS),
      title: z.string(),
      about: z.string(),
      on: day,
      /** Documents that they may read, and how many of them they have; 0 for who may not know. */
      total: z.number().int(),
      read: z.number().int(),
    }),
  ),
  /** Documents of the path that they may not read. */
  unreadable: z.number().int(),
});
export type ForeseenPath = z.infer<typeof foreseenPath>;
