/** The value that `share` (0..1) of the samples do not exceed: nearest rank. NaN without samples. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const upper = Math.floor(sorted.length / 2);
  return ((sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN) + (sorted[upper] ?? Number.NaN)) / 2;
}

/** Milliseconds for people: `4.2 ms`, `180 ms`, `1.86 s`. */
export function ms(value: number): string {
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
  return value >= 100 ? `${value.toFixed(0)} ms` : `${value.toFixed(1)} ms`;
}

/** `p50 4.2 ms, p95 9.0 ms, p99 12 ms` */
export function spread(samples: readonly number[], shares: readonly number[] = [0.5, 0.95, 0.99]): string {
  return shares.map((share) => `p${Math.round(share * 100)} ${ms(percentile(samples, share))}`).join(', ');
}
