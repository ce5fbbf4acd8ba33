import { listOpenReadings, listReadAgain, listReadConfirmations, withCorp } from '@baton/db';
import { readCalendar } from '../company/read-calendar.ts';
import type { Deps, Session } from '../deps.ts';
import { openDocument } from '../document/open-document.ts';
import { walkPaths } from './walk-paths.ts';

/** What the reader has confirmed of a document. @throws AppError not_found for who may not read it */
export function readReadingState(deps: Deps, session: Session, { documentId }: { documentId: string }) {
  const { corpId, actor } = session;
  return withCorp(deps.db, corpId, async (tx) => {
    await openDocument(tx, session, documentId);
    const mine = { userIds: [actor.userId], documentIds: [documentId] };
    const last = (await listReadConfirmations(tx, corpId, mine)).at(-1);
    const again = (await listReadAgain(tx, corpId, [documentId])).get(documentId) ?? 0;
    const { calendar } = await readCalendar(tx, corpId);
    const readings = await listOpenReadings(tx, corpId, [actor.userId]);
    const paths = await walkPaths(tx, corpId, { readings, calendar });
    return {
      confirmed: last && last.number >= again ? { number: last.number, at: last.confirmedAt } : null,
      onPath: paths.some(({ steps }) => steps.some(({ documents }) => documents.some(({ id }) => id === documentId))),
    };
  });
}
