import { addDays } from '../calendar.ts';
import type { Reader } from './model.ts';
import type { ReadingReason } from './reading-path.ts';

/** What somebody may do with a position's path besides looking at it. */
export const READING_PATH_ACTIONS = ['change', 'start'] as const;
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

/** Whether somebody may put a person on a path: of their own people who leads the position too, of anybody HR and admins. */
export const canPutOnPath = (reader: Reader, positionKey: string, leads: boolean): boolean =>
  canChangePath(reader, positionKey) && (leads || reader.isAdmin || reader.roles.includes('hr'));

/** How far ahead a path may begin. */
const AHEAD_DAYS = 90;

/** Whether a path put on by hand may begin on that day: not in the past, and not so late that everybody has forgotten. */
export const mayStartOn = (startsOn: string, today: string): boolean =>
  startsOn >= today && startsOn <= addDays(today, AHEAD_DAYS);

export const READING_ACTIONS = ['end'] as const;
export type ReadingAction = (typeof READING_ACTIONS)[number];

/** What somebody may do with the path a person is on: what was begun by hand is ended by hand, the others by what began them. */
export const readingAbilities = (
  reader: Reader,
  { positionKey, reason }: { positionKey: string; reason: ReadingReason },
  leads: boolean,
): ReadingAction[] => (reason === 'assigned' && canPutOnPath(reader, positionKey, leads) ? [...READING_ACTIONS] : []);

/** Whether somebody may see what a person has read: that person, who leads them, HR. @param leads whether the reader does */
export const canSeeReading = (reader: Pick<Reader, 'userId' | 'roles'>, userId: string, leads: boolean): boolean =>
  reader.userId === userId || leads || reader.roles.includes('hr');
