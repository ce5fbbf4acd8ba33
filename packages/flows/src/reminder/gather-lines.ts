import type { DigestLine } from '@baton/core';
import { listDigestReaders, listToldLines, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { tellApprovals } from '../document/tell-approvals.ts';
import { tellReviews } from '../document/tell-reviews.ts';
import { tellQuestions } from '../question/tell-questions.ts';
import { tellReading } from '../reading/tell-reading.ts';
import { tellRequests } from '../search/tell-requests.ts';
import type { AddressedLine, DigestSource } from './digest-source.ts';
import type { Round } from './settle-coming.ts';

/** Everybody who has something to say in the digests besides the handovers. To add a section: its file, and its name here. */
const SOURCES: readonly DigestSource[] = [tellReviews, tellApprovals, tellQuestions, tellRequests, tellReading];

/** What is to be told in today's digests besides handovers, by person. */
export type LinesOf = ReadonlyMap<string, readonly DigestLine[]>;

/**
 * Asks every source what it has to tell and keeps what was not told yet, for people who have no digest today. A source
 * that fails is passed over in this run: the others are told of theirs.
 */
export async function gatherLines(deps: Deps, round: Round & { today: string }): Promise<LinesOf> {
  const { corpId, today } = round;
  const served = await withCorp(deps.db, corpId, async (tx) => new Set(await listDigestReaders(tx, corpId, today)));
  const found: AddressedLine[] = [];
  for (const source of SOURCES) {
    try {
      const lines = await withCorp(deps.db, corpId, (tx) => source.gather(tx, { ...round, served }));
      found.push(...lines.filter(({ userId }) => !served.has(userId)));
    } catch (error) {
      const fields = { event: 'digest.source_failed', corpId, source: source.name, error };
      deps.log.error(fields, 'a section of the digests could not be put together');
    }
  }
  if (found.length === 0) return new Map();
  const told = await withCorp(deps.db, corpId, (tx) => listToldLines(tx, corpId, found));
  const known = new Set(told.map(({ userId, key }) => `${userId} ${key}`));
  const lines = new Map<string, DigestLine[]>();
  for (const { userId, ...line } of found) {
    if (known.has(`${userId} ${line.key}`)) continue;
    lines.set(userId, [...(lines.get(userId) ?? []), line]);
  }
  return lines;
}
