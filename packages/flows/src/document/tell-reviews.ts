import { localDay, namesOf, type ReviewSeat, reviewRung } from '@baton/core';
import { findManagerOf, listDueDocuments, listRoleHolders, type Tx } from '@baton/db';
import type { AddressedLine, DigestSource } from '../reminder/digest-source.ts';
import { sayDay } from '../reminder/say-day.ts';
import { readReader } from './read-reader.ts';

type Due = Awaited<ReturnType<typeof listDueDocuments>>[number];

/**
 * Documents to verify: on the day they are due, after three and seven working days, then weekly. The owner hears of it
 * when that takes long, and at last whoever leads the verifier, if they may read it.
 */
export const tellReviews: DigestSource = {
  name: 'reviews',
  async gather(tx, { corpId, today, calendar, served }) {
    const leads = readLeads(tx, corpId);
    const lines: AddressedLine[] = [];
    for (const document of await listDueDocuments(tx, corpId, today)) {
      const since = dueSince(document);
      // Who is flagged something today has not been given a day for it.
      if (document.state === 'needs_review' && since >= today) continue;
      const late = calendar.workdaysBetween(since, today);
      const seats: [ReviewSeat, string | null][] = [
        ['acting', document.verifierId],
        ['owner', document.ownerId],
      ];
      if (reviewRung('manager', late) !== null) seats.push(['manager', await leads(document)]);
      const told = new Set<string>();
      for (const [seat, userId] of seats) {
        const rung = reviewRung(seat, late);
        if (rung === null || userId === null || told.has(userId) || served.has(userId)) continue;
        told.add(userId);
        lines.push({ userId, ...lineOf(document, seat, since, rung) });
      }
    }
    return lines;
  },
};

const dueSince = ({ state, reviewOn, flaggedAt, updatedAt }: Due): string =>
  state === 'needs_review' || reviewOn === null ? localDay(flaggedAt ?? updatedAt) : reviewOn;

function lineOf({ id, title, state, flaggedBecause }: Due, seat: ReviewSeat, since: string, rung: number) {
  const day = sayDay(since);
  const because = flaggedBecause === '' ? { zh: '', en: '' } : { zh: `：${flaggedBecause}`, en: `: ${flaggedBecause}` };
  const note =
    state === 'needs_review'
      ? { zh: `${day.zh}标记为待复核${because.zh}`, en: `marked for review on ${day.en}${because.en}` }
      : { zh: `${day.zh}应复核`, en: `review was due on ${day.en}` };
  return {
    section: seat === 'acting' ? ('review' as const) : ('review_late' as const),
    key: `review:${id}:${since}/${seat}${rung}`,
    title,
    note,
    path: `/documents/${id}`,
    on: since,
  };
}

/** Who leads a document's verifier and may read it; null when there is nobody. Each person is looked up once. */
function readLeads(tx: Tx, corpId: string): (document: Due) => Promise<string | null> {
  const above = new Map<string, { userId: string; names: readonly string[] } | null>();
  const look = async (verifierId: string) => {
    const userId = await findManagerOf(tx, corpId, verifierId);
    if (userId === null) return null;
    const isHr = (await listRoleHolders(tx, corpId, ['hr'])).includes(userId);
    const reader = await readReader(tx, corpId, { userId, isAdmin: false, roles: isHr ? ['hr'] : [] });
    return { userId, names: namesOf(reader) };
  };
  return async ({ verifierId, readers }) => {
    const known = above.has(verifierId) ? above.get(verifierId) : await look(verifierId);
    above.set(verifierId, known ?? null);
    return known && readers.some((name) => known.names.includes(name)) ? known.userId : null;
  };
}
