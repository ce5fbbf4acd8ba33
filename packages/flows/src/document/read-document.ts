import { canReadDraft, documentAbilities, localDay } from '@baton/core';
import { type DocumentHistoryRow, listDocumentHistory, listPositionRows, listVersions, withCorp } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import type { HistoryDetails } from '../handover/add-history.ts';
import { type Naming, namePeople } from '../people/name-people.ts';
import { DRAFT_LINES } from './add-document-history.ts';
import { openDocument, openVersion } from './open-document.ts';
import { toDocumentCard } from './to-document-card.ts';
import { visibleDocumentFiles } from './visible-document-files.ts';

/** Lines of history that a reply carries. */
const HISTORY = 100;

/**
 * A document as this person may see it: what was published, the draft if it is theirs to read, every version, what
 * happened, and what they may do now.
 * @throws AppError not_found for who may not read it, and when there is none
 */
export function readDocument(deps: Deps, session: Session, { documentId }: { documentId: string }) {
  const { corpId } = session;
  return withCorp(deps.db, corpId, async (tx) => {
    const opened = await openDocument(tx, session, documentId);
    const { document, draft, facts, reader, hrIds } = opened;
    const { publishedNumber } = document;
    const published = publishedNumber === null ? null : await openVersion(tx, document, publishedNumber);
    const versions = await listVersions(tx, corpId, document.id);
    const seesDrafts = canReadDraft(reader, facts);
    const history = (await listDocumentHistory(tx, corpId, document.id, HISTORY)).filter(
      ({ action }) => seesDrafts || !DRAFT_LINES.includes(action),
    );
    const name = await namePeople(tx, corpId, [
      ...[document.ownerId, document.verifierId, document.createdBy, document.verifiedBy, ...document.editorIds],
      ...(draft ? [draft.savedBy, draft.submittedBy, ...draft.authorIds, ...facts.approverIds] : []),
      ...versions.flatMap((version) => [version.approvedBy, ...version.authorIds]),
      ...history.flatMap(peopleOf),
    ]);
    const files = await visibleDocumentFiles(tx, opened);
    const positions = await listPositionRows(tx, corpId);
    const named = (userIds: readonly string[]) => userIds.map((userId) => name(userId));
    return {
      ...toDocumentCard(document, draft, { reader, hrIds, name, positions, today: localDay(deps.now()) }),
      version: document.version,
      visibleTo: document.visibleTo,
      reviewDays: document.reviewDays,
      editors: named(document.editorIds),
      verifiedBy: name(document.verifiedBy),
      createdBy: name(document.createdBy),
      createdAt: document.createdAt,
      content: published?.content ?? null,
      files: files.map(({ id, name: called, mediaType, bytes }) => ({ id, name: called, mediaType, bytes })),
      draftVersion: draft?.version ?? 0,
      writing: draft && {
        ...{ title: draft.title, content: draft.content, minor: draft.minor, note: draft.note },
        authors: named(draft.authorIds),
        savedBy: name(draft.savedBy),
        savedAt: draft.savedAt,
        submittedBy: name(draft.submittedBy),
        submittedAt: draft.submittedAt,
        approvers: named(facts.approverIds),
      },
      versions: versions.map(({ authorIds, approvedBy, createdAt, ...rest }) => ({
        ...rest,
        authors: named(authorIds),
        approvedBy: name(approvedBy),
        at: createdAt,
      })),
      history: history.map((row) => toEntry(row, name)),
      abilities: documentAbilities(reader, facts, facts),
    };
  });
}

/** Details that hold a userId; readers get the name. */
const PEOPLE = ['to', 'from'] as const;

const peopleOf = ({ by, details }: DocumentHistoryRow): string[] =>
  [by, ...PEOPLE.map((key) => details[key])].filter((id): id is string => typeof id === 'string' && id !== 'system');

function toEntry({ id, at, by, action, details: kept }: DocumentHistoryRow, name: Naming) {
  const { request: _request, ...rest } = kept as HistoryDetails;
  const details = { ...rest };
  for (const key of PEOPLE) {
    const userId = details[key];
    if (typeof userId === 'string') details[key] = name(userId).name;
  }
  return { id, at, by: by === 'system' ? null : name(by), action, details };
}
