import type { EvidenceContent } from '@baton/core';
import { expect, it } from 'vitest';
import { mergeDraft } from './merge-draft.ts';

const mine: EvidenceContent[] = [{ type: 'SYS', statement: '我写的' }];
const theirs: EvidenceContent[] = [{ type: 'SYS', statement: '服务器上的' }];

it.each([
  ['nothing kept here', 3, null, theirs, 'server'],
  ['the same on both sides', 4, { version: 3, evidence: theirs }, theirs, 'server'],
  ['kept here, item unmoved', 3, { version: 3, evidence: mine }, mine, 'restored'],
  ['kept here, item moved on', 4, { version: 3, evidence: mine }, mine, 'conflict'],
] as const)('%s', (_case, version, local, evidence, outcome) => {
  expect(mergeDraft({ version, evidence: theirs }, local)).toEqual({ evidence, outcome });
});
