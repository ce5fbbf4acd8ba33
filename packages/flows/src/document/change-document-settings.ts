import { AppError, nextReviewOn, type Visibility } from '@baton/core';
import { type DocumentRow, holdsUpUnder } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { fingerprint } from '../fingerprint.ts';
import { requirePosition } from '../people/require-position.ts';
import { changeDocument, type DocumentInput } from './change-document.ts';
import { requireAudience } from './require-audience.ts';

/** What belongs to a document and not to a version of it; what is absent or undefined stays. */
export type DocumentSettings = {
  positionKey?: string | null | undefined;
  audience?: { visibility: Visibility; visibleTo: readonly string[] } | undefined;
  subjects?: readonly string[] | undefined;
  /** Null: by its kind. */
  reviewDays?: number | null | undefined;
};

/**
 * Changes who may read a document, what it touches, how often it is reviewed, and whose it is. When it was verified
 * stays; the day of its next review follows from that.
 * @throws AppError invalid_input (why: 'question_waits' for named people only, while a ★ question under it holds up a
 *   release), forbidden for a position that is not theirs, and what changeDocument throws
 */
export const changeDocumentSettings = (
  deps: Deps,
  session: Session,
  input: DocumentInput & DocumentSettings,
): Promise<void> =>
  changeDocument(deps, session, input, {
    action: 'change_settings',
    history: 'document.settings_changed',
    work: async ({ tx, corpId, reader, document }) => {
      const { positionKey, audience, subjects, reviewDays } = input;
      if (positionKey !== undefined && positionKey !== document.positionKey)
        await requirePosition(tx, corpId, reader, positionKey);
      // HR could neither see nor let go what holds up a release. Why is not said: not everybody here knows of a departure.
      if (audience?.visibility === 'people' && document.visibility !== 'people')
        if (await holdsUpUnder(tx, corpId, document.id))
          throw new AppError('invalid_input', { field: 'visibility', why: 'question_waits' });
      const patch: Partial<DocumentRow> = {
        ...(positionKey === undefined ? {} : { positionKey }),
        ...(subjects === undefined ? {} : { subjects: [...new Set(subjects)] }),
        ...(reviewDays === undefined ? {} : { reviewDays }),
        ...(audience
          ? { visibility: audience.visibility, visibleTo: await requireAudience(tx, corpId, audience) }
          : {}),
      };
      const changed = (Object.keys(patch) as (keyof DocumentRow)[]).filter(
        (field) => fingerprint(patch[field]) !== fingerprint(document[field]),
      );
      if (changed.length === 0) return null;
      const { verifiedAt } = document;
      const reviewOn = verifiedAt ? nextReviewOn({ ...document, ...patch }, verifiedAt) : null;
      return { patch: { ...patch, reviewOn }, details: { fields: changed.join(' ') } };
    },
  });
