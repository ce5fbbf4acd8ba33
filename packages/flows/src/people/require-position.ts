import { AppError, canCreateDocument, type Reader } from '@baton/core';
import { listPositionRows, type Tx } from '@baton/db';

/**
 * A position that exists and that this person may put documents under; null is the whole company.
 * @throws AppError invalid_input for a position nobody knows, forbidden for one that is not theirs
 */
export async function requirePosition(
  tx: Tx,
  corpId: string,
  reader: Reader,
  positionKey: string | null,
): Promise<void> {
  const known = positionKey === null || (await listPositionRows(tx, corpId)).some(({ key }) => key === positionKey);
  if (!known) throw new AppError('invalid_input', { field: 'positionKey' });
  if (!canCreateDocument(reader, positionKey)) throw new AppError('forbidden', { field: 'positionKey' });
}
