import type { Actor, CaseFacts, ItemFacts } from './model.ts';

/** The people of the tests: each is what the name says and nothing more. */
export const now = new Date('2026-11-24T02:00:00.000Z');

export const actor = (userId: string): Actor => ({
  userId,
  isAdmin: userId === 'admin',
  roles: userId === 'hr' ? ['hr'] : userId === 'it' ? ['it'] : [],
});

export const handover = (facts: Partial<CaseFacts> = {}): CaseFacts => ({
  state: 'active',
  kind: 'departure',
  leaverId: 'leaver',
  managerId: 'manager',
  successorId: 'successor',
  interimHolderId: 'interim',
  witnessId: 'witness',
  lastWorkingDay: '2026-12-21',
  legalEndDate: '2026-12-31',
  accessCutoffAt: null,
  launchedAt: facts.state === 'preparing' ? null : now,
  ...facts,
});

export const item = (facts: Partial<ItemFacts> = {}): ItemFacts => ({
  state: 'todo',
  level: 'must',
  gate: 'release',
  evidence: [['LIST']],
  restricted: false,
  doerId: 'leaver',
  acceptorId: 'successor',
  acceptorInterim: false,
  toBeReaccepted: false,
  reason: '',
  confirmations: [{ slot: 0, role: 'it', confirmerId: 'it', confirmedAt: null }],
  ...facts,
});

export const PEOPLE = [
  'leaver',
  'successor',
  'interim',
  'it',
  'witness',
  'manager',
  'hr',
  'admin',
  'colleague',
] as const;
