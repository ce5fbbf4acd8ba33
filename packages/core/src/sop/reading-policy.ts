import type { Reader } from './model.ts';

/** Whether somebody may change what newcomers of a position read: who leads it, HR, admins. */
export const canChangePath = (reader: Reader, positionKey: string): boolean =>
  reader.isAdmin || reader.roles.includes('hr') || reader.ledPositionKeys.includes(positionKey);

/** Whether somebody may see what a person has read: that person, who leads them, HR. @param leads whether the reader does */
export const canSeeReading = (reader: Pick<Reader, 'userId' | 'roles'>, userId: string, leads: boolean): boolean =>
  reader.userId === userId || leads || reader.roles.includes('hr');
