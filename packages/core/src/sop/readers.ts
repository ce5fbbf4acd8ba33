import type { DocumentFacts, Reader, Visibility } from './model.ts';

const PREFIX: Readonly<Record<Exclude<Visibility, 'company'>, string>> = {
  departments: 'department:',
  positions: 'position:',
  people: 'user:',
};

/** What the rule of `canReadDocument` says, as names that a database can look up: whoever goes by one of them may read. */
export function readersOf(document: DocumentFacts & { published: boolean }): string[] {
  const { ownerId, verifierId, editorIds, authorIds, visibility, visibleTo, positionKey, draft } = document;
  const own = [ownerId, verifierId, ...editorIds, ...authorIds].map((userId) => `user:${userId}`);
  // Owner and verifier both wrote in it: it is HR's to approve.
  const isForHr = draft === 'in_review' && [ownerId, verifierId].every((userId) => authorIds.includes(userId));
  const waiting = isForHr ? ['hr'] : [];
  const meant = visibility === 'company' ? ['company'] : visibleTo.map((id) => `${PREFIX[visibility]}${id}`);
  const position = positionKey === null ? [] : [`position:${positionKey}`, `leads:${positionKey}`];
  const around = visibility === 'people' ? [] : ['hr', 'admin', ...position];
  return [...new Set([...own, ...waiting, ...(document.published ? [...meant, ...around] : [])])].toSorted();
}

/** The names somebody goes by. */
export const namesOf = (reader: Reader): string[] => [
  'company',
  `user:${reader.userId}`,
  `position:${reader.positionKey}`,
  ...reader.departmentIds.map((deptId) => `department:${deptId}`),
  ...reader.ledPositionKeys.map((key) => `leads:${key}`),
  ...(reader.roles.includes('hr') ? ['hr'] : []),
  ...(reader.isAdmin ? ['admin'] : []),
];
