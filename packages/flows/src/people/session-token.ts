import { createHash, randomBytes } from 'node:crypto';

/** Sliding: a session that is used lives on for so long … */
export const SESSION_IDLE_MS = 12 * 3_600_000;
/** … but never longer than this from sign-in. */
export const SESSION_MAX_MS = 7 * 24 * 3_600_000;

/** A new opaque token `<corpId>.<random>`: the corp says whose rows to look in, 256 random bits are the secret. */
export const newToken = (corpId: string): string => `${corpId}.${randomBytes(32).toString('base64url')}`;

/** What is stored of a token; the token itself never is. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The corp in front of the last dot; null when the text is no token of ours. */
export function corpOfToken(token: string): string | null {
  const dot = token.lastIndexOf('.');
  return dot > 0 && dot < token.length - 1 ? token.slice(0, dot) : null;
}
