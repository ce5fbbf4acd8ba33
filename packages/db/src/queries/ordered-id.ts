import { randomUUID } from 'node:crypto';

let counter = 0;

/**
 * A UUID (version 7, RFC 9562) that sorts by instant, and within one millisecond in the order in which this process
 * asked: lines of history that one transaction writes share their instant and still read in order.
 */
export function orderedId(at: Date): string {
  counter = (counter + 1) % 0x1000000;
  const time = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  const count = counter.toString(16).padStart(6, '0');
  const random = randomUUID().slice(23); // "-" and 12 digits
  // 48 bits of time, then the counter beside version and variant.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(0, 3)}-8${count.slice(3)}${random}`;
}
