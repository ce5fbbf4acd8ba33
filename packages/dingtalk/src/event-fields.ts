import { z } from 'zod';

/*
 * Field readers for event payloads. The documentation and real captures disagree about casing, about numbers in quotes
 * and about one id versus a list, so every reader takes all the forms that the official samples show.
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

/** Any JSON object with string keys. */
export const record = z.record(z.string(), z.unknown());

/** The same object with lower-case keys: PascalCase, camelCase and lower case all occur on the wire. */
export function lowerKeys(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]));
}
