import { AppError } from '@baton/core';
import { findPerson, type PersonRow, type Tx } from '@baton/db';

/**
 * Somebody who is asked to act must be known to DingTalk and not have left.
 * @param field name of the input at fault
 * @throws AppError invalid_input
 */
export async function requireColleague(tx: Tx, corpId: string, userId: string, field: string): Promise<PersonRow> {
  const person = await findPerson(tx, corpId, userId);
  if (!person || person.employment === 'left' || person.unionId === '') {
    throw new AppError('invalid_input', { field, why: 'not_a_colleague' });
  }
  return person;
}
