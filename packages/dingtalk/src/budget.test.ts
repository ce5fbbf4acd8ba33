import { expect, test } from 'vitest';
import { INTERFACES, unlimitedLedger } from './budget.ts';
import contract from './contract/apis.json' with { type: 'json' };

test('the table is exactly the contract we carry', () => {
  expect(Object.keys(INTERFACES).sort()).toEqual(contract.map(({ id }) => id).sort());
});

test.each(contract)('$id: quota, path, host and SDK method as documented', (entry) => {
  const ours = INTERFACES[entry.id as keyof typeof INTERFACES];
  expect(ours.metered).toBe(entry.monthlyQuota === 'metered');
  expect(['metered', 'exempt']).toContain(entry.monthlyQuota);
  expect(entry.documented).toBe(true);
  expect(ours.path).toBe(entry.path);
  expect(`${ours.host}.dingtalk.com`).toBe(entry.host);
  expect(ours.sdk).toEqual(entry.sdk ? { module: entry.sdk.module, method: entry.sdk.method } : null);
});

test('the unlimited ledger admits', () => {
  const call = { api: 'robot_1_0.batchSendOTO', purpose: 'sync', metered: true } as const;
  expect(() => unlimitedLedger.admit(call)).not.toThrow();
});
