import { type GivenContent, leadLinks, normalizeContent } from '@baton/core';
import { fingerprint } from '../../fingerprint.ts';

/** Leads every link in a document elsewhere, in fields of steps as in Markdown. */
export function leadContentLinks<C extends GivenContent>(content: C, lead: (target: string) => string | null): C {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return leadLinks(value, lead);
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    const fixed = ['key', 'format'];
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, fixed.includes(name) ? part : walk(part)]),
    );
  };
  return walk(content) as C;
}

/**
 * A digest of what a document says: the same for the same words and pictures, whatever its steps' keys are and whatever
 * its files are called by.
 * @param hashOf SHA-256 of the file a target names, or undefined
 */
export function hashContent(
  title: string,
  content: GivenContent,
  hashOf: (target: string) => string | undefined,
): string {
  const led = leadContentLinks(content, (target) => {
    const hash = hashOf(target);
    return hash === undefined ? null : `sha256:${hash}`;
  });
  const kept = normalizeContent(led, () => '');
  const said = kept.format === 'sop' ? { ...kept, steps: kept.steps.map((step) => ({ ...step, key: '' })) } : kept;
  return fingerprint([title, said]);
}
