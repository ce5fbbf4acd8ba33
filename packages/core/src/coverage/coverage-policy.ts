import type { Reader } from '../sop/model.ts';

/** What somebody may do with the responsibilities of a position. */
export const RESPONSIBILITY_ACTIONS = [
  'edit', // write them down, link their documents, retire them
  'star', // say which of them matter most
  'verify', // say who was seen doing one alone
] as const;
export type ResponsibilityAction = (typeof RESPONSIBILITY_ACTIONS)[number];

const leads = (reader: Reader, positionKey: string): boolean =>
  reader.isAdmin || reader.roles.includes('hr') || reader.ledPositionKeys.includes(positionKey);

/**
 * Whether somebody sees what a position is responsible for, and who can do it: its people, who is on its reading path
 * (a successor), who leads it, HR and admins.
 * @param onPath a reading path of the position is theirs
 */
export const canSeeResponsibilities = (reader: Reader, positionKey: string, onPath: boolean): boolean =>
  onPath || reader.positionKey === positionKey || leads(reader, positionKey);

/** The position's people write down what it does; what matters most and who is able is said by who leads it. */
export function responsibilityAbilities(reader: Reader, positionKey: string): ResponsibilityAction[] {
  if (leads(reader, positionKey)) return [...RESPONSIBILITY_ACTIONS];
  return reader.positionKey === positionKey ? ['edit'] : [];
}

/** Whether somebody may say of somebody that they can do it alone: never of themself. */
export const canVerifyDoer = (reader: Reader, positionKey: string, userId: string): boolean =>
  leads(reader, positionKey) && reader.userId !== userId;

/** Whether there is any position whose coverage somebody sees. */
export const seesAnyCoverage = (reader: Reader): boolean =>
  reader.isAdmin || reader.roles.includes('hr') || reader.ledPositionKeys.length > 0;

/** Whether somebody sees how well a position is covered: who leads it, HR, admins. */
export const canSeeCoverage = (reader: Reader, positionKey: string): boolean => leads(reader, positionKey);
