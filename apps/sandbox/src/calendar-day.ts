const shanghaiMs = 8 * 3600_000;

/** The instant at which a calendar day (`YYYY-MM-DD`) begins in Asia/Shanghai, epoch ms; null when it is no such day. */
export function dayStart(day: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const utc = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 10) !== day) return null;
  return utc - shanghaiMs;
}

/** The calendar day in Asia/Shanghai of an instant in epoch ms. */
export function dayOf(ms: number): string {
  return new Date(ms + shanghaiMs).toISOString().slice(0, 10);
}
