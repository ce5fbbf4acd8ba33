import { describe, expect, it } from 'vitest';
import { countResults } from './count-results.ts';

const report = (over: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}, {}, {}] }],
  ...over,
});

describe('countResults', () => {
  it('takes the numbers of a green project', () => {
    expect(countResults(report({}), 0)).toEqual({ passed: 3, failed: 0, problems: [] });
  });

  it.each([
    ['failing tests', report({ numFailedTests: 2 }), 1, 2],
    ['skipped and to-do tests', report({ numPendingTests: 1, numTodoTests: 1 }), 0, 2],
    ['a file that cannot be loaded', report({ testResults: [{ status: 'failed', assertionResults: [] }] }), 1, 1],
    ['an empty project', report({ numPassedTests: 0, testResults: [] }), 0, 1],
    ['an unhandled error', report({}), 1, 1],
    ['no report', null, 1, 1],
  ])('counts %s as failed', (_what, json, exitCode, failed) => {
    expect(countResults(json, exitCode).failed).toBe(failed);
  });
});
