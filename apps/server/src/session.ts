import { AppError } from '@baton/core';
import { type Deps, readSession, type Session } from '@baton/flows';
import type { FastifyRequest } from 'fastify';

const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]{20,400})$/;

/** Tokens that lately opened a session, oldest first. */
const known = new Set<string>();
const KNOWN_MAX = 50_000;

/**
 * Whose share of requests one counts against: a session's own when its token has opened one here, so that colleagues
 * behind one office address do not use up each other's; else the address. A header that a stranger made up never counts
 * as another visitor.
 */
export function visitorOf({ headers, ip }: Pick<FastifyRequest, 'headers' | 'ip'>): string {
  const { authorization } = headers;
  return authorization !== undefined && known.has(authorization) ? authorization : ip;
}

/**
 * The session of a request. A bearer token and no cookie: DingTalk's PC side panel shows the pages in a third-party
 * frame, where cookies are blocked, and a page elsewhere cannot make a browser send it (no CSRF).
 * @throws AppError unauthenticated when there is no live session; session_ended when the person's access was cut off
 */
export async function requireSession(deps: Deps, request: FastifyRequest): Promise<Session> {
  const { authorization = '' } = request.headers;
  const token = BEARER.exec(authorization)?.[1];
  if (!token) throw new AppError('unauthenticated');
  const session = await readSession(deps, token);
  known.delete(authorization);
  if (!session) throw new AppError('unauthenticated');
  const [oldest = ''] = known;
  if (known.size >= KNOWN_MAX) known.delete(oldest);
  known.add(authorization);
  return session;
}
