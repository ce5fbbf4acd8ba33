import { expect, it } from 'vitest';
import { isSubscribed } from './subscription.ts';

const rules = [
  '/v1.0/event/bpms_instance_change/bizCategoryId/{hrm.termination,hrm.handOver}/processCode/*/type/*',
  '/v1.0/event/bpms_instance_change/processCode/PROC-1/type/start',
];
const body = (bizCategoryId: string, processCode: string, type: string) => ({ bizCategoryId, processCode, type });

it.each([
  ['a named category', body('hrm.termination', 'PROC-9', 'finish'), true],
  ['another category', body('hrm.transfer', 'PROC-9', 'finish'), false],
  ['a dot is a dot', body('hrmxtermination', 'PROC-9', 'finish'), false],
  ['no category, a named template', body('', 'PROC-1', 'start'), true],
  ['the named template, another type', body('', 'PROC-1', 'finish'), false],
])('%s', (_, event, passes) => {
  expect(isSubscribed(rules, 'bpms_instance_change', event)).toBe(passes);
});

it('lets every event of a type without rules pass', () => {
  expect(isSubscribed(rules, 'user_leave_org', { userId: ['x'] })).toBe(true);
});
