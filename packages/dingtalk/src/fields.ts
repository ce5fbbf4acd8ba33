import { z } from 'zod';

/*
 * Field readers for payloads and replies. The documentation and real captures disagree about casing, about numbers and
 * booleans in quotes and about one item versus a list, so every reader takes all the forms that the samples show.
 */

/** Milliseconds as a number or a string; anything else is null. */
export const moment = z
  .union([z.number().nonnegative(), z.string().regex(/^\d{1,15}$/)])
  .transform((ms) => new Date(Number(ms)))
  .refine((date) => !Number.isNaN(date.getTime()))
  .nullable()
  .catch(null);

/** A string or a number as a non-empty string. */
export const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));

/** As {@link id}, but absent and empty are null. */
export const optionalId = id.nullable().catch(null);

/** One id or a list of them, as strings. */
export const ids = z.union([z.array(id), id.transform((one) => [one])]).catch([]);

const integer = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.number().int());

/** A number, possibly in quotes. */
export const wholeNumber = integer;

/** One number or a list of them. */
export const wholeNumbers = z.union([z.array(integer), integer.transform((one) => [one])]).catch([]);

/** A boolean, possibly in quotes; absent is false. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .nullish()
  .transform((value) => value ?? false);

/** A list, that list as JSON text, a single item standing for a list of one, or nothing at all. */
export function listOf<T>(item: z.ZodType<T>) {
  return z.preprocess((value) => {
    if (value === undefined || value === null || value === '') return [];
    const given = typeof value === 'string' && value.startsWith('[') ? parseOrKeep(value) : value;
    return Array.isArray(given) ? given : [given];
  }, z.array(item));
}

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** An ISO time such as `2022-08-31T11:52Z` (minute precision; the SDK's annotation says UTC), or null. */
export const isoMoment = z
  .string()
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()))
  .nullable()
  .catch(null);

/** Any JSON object with string keys. */
export const record = z.record(z.string(), z.unknown());

/** The same object with lower-case keys: PascalCase, camelCase and lower case all occur on the wire. */
export function lowerKeys(object: Record<string, unknown>): Record<string, unknown> {
  const lower: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(object)) lower[key.toLowerCase()] = object[key];
  return lower;
}
