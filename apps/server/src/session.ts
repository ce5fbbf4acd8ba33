import { AppError } from '@baton/core';
import { type Deps, readSession, type Session } from '@baton/flows';
import type { FastifyRequest } from 'fastify';

const BEARER = /^Bearer ([A-Za-z0-9._~+/=-]{20,400})$/;

/**
 * The session of a request. A bearer token and no cookie: DingTalk's PC side panel shows the pages in a third-party
 * frame, where cookies are blocked, and a page elsewhere cannot make a browser send it (no CSRF).
 * @throws AppError unauthenticated when there is no live session; session_ended when the person's access was cut off
 */
export async function requireSession(deps: Deps, request: FastifyRequest): Promise<Session> {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new AppError('unauthenticated');
  const session = await readSession(deps, token);
  if (!session) throw new AppError('unauthenticated');
  return session;
}
