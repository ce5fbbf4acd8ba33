import { z } from 'zod';

/** `YYYY-MM-DD` in Asia/Shanghai; refuses days that do not exist. */
export const day = z.iso.date();
/** ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime();
export const id = z.uuid();
/** Any text from outside, without what PostgreSQL does not take for a character: NUL, and half of a surrogate pair. */
export const text = () => z.string().overwrite((given) => given.replaceAll('\u0000', '').replace(/\p{Cs}/gu, ''));
export const userId = text().min(1).max(64);
/** Free text somebody typed: trimmed, bounded. */
export const sentence = (max: number) => text().trim().max(max);
export const reason = text().trim().min(2).max(500);
/** What columns of whole numbers hold. */
const MAX_INTEGER = 2 ** 31 - 1;
/** The row version the page last saw; a stale one is answered with `conflict`. */
export const version = z.number().int().positive().max(MAX_INTEGER);
/** Place in a list. */
export const place = z.number().int().min(0).max(MAX_INTEGER);
