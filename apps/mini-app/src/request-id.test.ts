import { expect, it } from 'vitest';
import { requestNames } from './request-id.ts';

it('the same words are the same request, other words another one', () => {
  const nameOf = requestNames();
  const first = nameOf('先停机');
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(nameOf('先停机')).toBe(first);
  expect(nameOf('先停机，再调阀')).not.toBe(first);
  // Sent, changed, and changed back: it is what was sent.
  expect(nameOf('先停机')).toBe(first);
  expect(requestNames()('先停机')).not.toBe(first);
});
