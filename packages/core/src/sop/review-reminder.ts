/** Who hears that a document waits: who has to act, its owner when that takes long, and who leads whoever has to. */
export type ReviewSeat = 'acting' | 'owner' | 'manager';

/** Working days after the day on which it was due; after the last of them once a week. */
const LADDER: Readonly<Record<ReviewSeat, readonly number[]>> = { acting: [0, 3, 7], owner: [7], manager: [10] };
const WEEK = 5;

/**
 * The reminder that a document's review, or a draft's approval, has reached. Nobody is told every day: whoever was told
 * of this one hears of it again at the next.
 * @param late working days since it was due, 0 on the day itself
 * @returns its working day, or null while that seat is not to be told
 */
export function reviewRung(seat: ReviewSeat, late: number): number | null {
  const ladder = LADDER[seat];
  const last = ladder.at(-1) ?? 0;
  if (late >= last) return last + Math.floor((late - last) / WEEK) * WEEK;
  return ladder.findLast((rung) => rung <= late) ?? null;
}
