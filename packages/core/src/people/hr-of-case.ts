/**
 * Who of HR a case is for now: the one it was given to while they still hold the role, else everybody who does; never
 * the leaver.
 * @param holders userIds behind the role hr who have not left, first asked first
 */
export function hrOfCase(
  { hrId, leaverId }: { hrId: string | null; leaverId: string },
  holders: readonly string[],
): string[] {
  const living = holders.filter((userId) => userId !== leaverId);
  return hrId !== null && living.includes(hrId) ? [hrId] : living;
}
