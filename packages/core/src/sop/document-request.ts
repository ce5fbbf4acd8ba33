import type { Actor } from '../handover/model.ts';
import { foldSearch } from './search/fold-search.ts';

/** 「还没有人写过」: wanted, and then written or declined. */
export const REQUEST_STATES = ['open', 'written', 'declined'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/**
 * What makes two people's words one request: full width, case, traditional characters, spaces and punctuation do not.
 * @returns empty when nothing is left that could be wanted
 */
export const requestKey = (wanted: string): string => foldSearch(wanted).replace(/[\s\p{P}\p{S}]+/gu, '');

/** Whose an open request is to answer: whom it was given to, and HR and admins, so that none waits for somebody who left. */
export const canAnswerRequest = (actor: Actor, request: { ownerId: string; state: RequestState }): boolean =>
  request.state === 'open' && (request.ownerId === actor.userId || actor.roles.includes('hr') || actor.isAdmin);

/**
 * Who is asked to write what a position lacks: whoever leads most of its people, else HR, never who asks.
 * @param leads whom each of the position's people is led by, null for nobody
 * @param hrIds living holders of the role hr, first asked first
 * @returns who asks, where there is nobody else
 */
export function requestOwner(
  askerId: string,
  { leads, hrIds }: { leads: readonly (string | null)[]; hrIds: readonly string[] },
): string {
  const counts = new Map<string, number>();
  for (const lead of leads) if (lead !== null) counts.set(lead, (counts.get(lead) ?? 0) + 1);
  const byCount = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([userId]) => userId);
  return [...byCount, ...hrIds].find((userId) => userId !== askerId) ?? askerId;
}
