import type { DigestLine } from '@baton/core';
import type { Tx } from '@baton/db';
import type { Round } from './settle-coming.ts';

/** A line and whom it is for. They may read what it names: whoever adds it has made sure. */
export type AddressedLine = DigestLine & { userId: string };

/**
 * Somebody who has something to say in the daily digests. Reads from rows what is to be told today and gives every
 * line of it each time it is asked: who has left, what was told already, and what waits for tomorrow because somebody
 * has their digest of today, is seen to by the digests. Lines must be told on a ladder, never anew every day: the key
 * names the step. Asked every minute of sending time: it looks up nothing for who has their digest of today (`served`)
 * where that costs more than a row.
 */
export type DigestSource = {
  /** For the log. */
  name: string;
  gather(tx: Tx, round: Round & { today: string; served: ReadonlySet<string> }): Promise<AddressedLine[]>;
};
