import { z } from 'zod';

/** `YYYY-MM-DD` in Asia/Shanghai; refuses days that do not exist. */
export const day = z.iso.date();
/** ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime();
export const id = z.uuid();
export const userId = z.string().min(1).max(64);
/** Free text somebody typed: trimmed, bounded. */
export const sentence = (max: number) => z.string().trim().max(max);
export const reason = z.string().trim().min(2).max(500);
/** The row version the page last saw; a stale one is answered with `conflict`. */
export const version = z.number().int().positive();
