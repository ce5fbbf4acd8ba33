import { BLOCK_LABELS, DOCUMENT_KINDS } from '@baton/core';
import { z } from 'zod';
import { documentCard } from './documents.ts';
import { id, text } from './fields.ts';

const q = text().trim().min(1).max(200);

export const searchQuery = z.object({
  q,
  /** A position's key; `*company`: documents of the whole company. */
  position: text().max(64).optional(),
  kind: z.enum(DOCUMENT_KINDS).optional(),
  /** `true`: only what does not wait to be verified. */
  fresh: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
  from: z.coerce.number().int().min(0).max(100).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

/** Stretches to highlight, `[from, to)` in UTF-16 units of the text beside them; in order, apart from each other. */
const marks = z.array(z.tuple([z.number().int(), z.number().int()]));

export const searchReply = z.object({
  /** How many documents were found, 100 at most. */
  total: z.number().int(),
  hits: z.array(
    z.object({
      document: documentCard,
      titleMarks: marks,
      /** The place that answers; its text is plain, never HTML. */
      place: z
        .object({
          label: z.enum([...BLOCK_LABELS, 'attachment', 'answer']),
          /** Of an attachment its id. */
          key: z.string(),
          /** Of an attachment what it is called. */
          name: z.string().nullable(),
          text: z.string(),
          marks,
          step: z.object({ key: z.string(), number: z.number().int() }).nullable(),
        })
        .nullable(),
    }),
  ),
});
export type SearchReply = z.infer<typeof searchReply>;

export const suggestQuery = z.object({ q });
export const suggestReply = z.object({
  rows: z.array(
    z.object({
      id,
      title: z.string(),
      kind: z.enum(DOCUMENT_KINDS),
      position: z.object({ key: z.string(), name: z.string() }).nullable(),
    }),
  ),
});
