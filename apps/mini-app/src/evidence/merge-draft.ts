import type { EvidenceContent } from '@baton/core';

/** What was typed on this device and has not reached the server, and the item version it was typed against. */
export type LocalDraft = { version: number; evidence: readonly EvidenceContent[] };
export type Merged = {
  evidence: readonly EvidenceContent[];
  /** `restored`: what this device kept is newer. `conflict`: both changed; the person decides. */
  outcome: 'server' | 'restored' | 'conflict';
};

/**
 * Which evidence the form opens with. What somebody typed is never dropped silently: it wins when the item has not
 * moved since, and is offered beside the server's when it has.
 */
export function mergeDraft(
  server: { version: number; evidence: readonly EvidenceContent[] },
  local: LocalDraft | null,
): Merged {
  if (local === null || same(local.evidence, server.evidence)) return { evidence: server.evidence, outcome: 'server' };
  return { evidence: local.evidence, outcome: local.version === server.version ? 'restored' : 'conflict' };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
