import type { Reader } from './model.ts';

/** What somebody may do with a position's path besides looking at it. */
export const READING_PATH_ACTIONS = ['change'] as const;
export type ReadingPathAction = (typeof READING_PATH_ACTIONS)[number];

/** Whether somebody may change what newcomers of a position read: who leads it, HR, admins. */
export const canChangePath = (reader: Reader, positionKey: string): boolean =>
  reader.isAdmin || reader.roles.includes('hr') || reader.ledPositionKeys.includes(positionKey);

/**
 * Whether somebody may see what newcomers of a position read: its people, who is on that path, who may change it.
 * @param onPath a reading path of the position is theirs
 */
export const canSeePath = (reader: Reader, positionKey: string, onPath: boolean): boolean =>
  onPath || reader.positionKey === positionKey || canChangePath(reader, positionKey);

export const readingPathAbilities = (reader: Reader, positionKey: string): ReadingPathAction[] =>
  canChangePath(reader, positionKey) ? [...READING_PATH_ACTIONS] : [];

/** Whether somebody may see what a person has read: that person, who leads them, HR. @param leads whether the reader does */
export const canSeeReading = (reader: Pick<Reader, 'userId' | 'roles'>, userId: string, leads: boolean): boolean =>
  reader.userId === userId || leads || reader.roles.includes('hr');
