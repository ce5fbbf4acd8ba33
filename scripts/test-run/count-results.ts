import { z } from 'zod';

/** What is read of the file that vitest's JSON reporter writes. */
const reportSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

export type Counts = { passed: number; failed: number; problems: readonly string[] };

/**
 * Counts one vitest project. A test that did not run is a failure here: skipped, to do, a file that could not be
 * loaded, no test at all, or an error outside any test.
 * @param report the parsed JSON report, or null when vitest wrote none
 * @param exitCode how vitest ended
 */
export function countResults(report: unknown, exitCode: number): Counts {
  const parsed = reportSchema.safeParse(report);
  if (!parsed.success) return { passed: 0, failed: 1, problems: ['vitest wrote no report'] };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = parsed.data;
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const notRun = numPendingTests + numTodoTests;
  const problems: string[] = [];
  if (brokenFiles > 0) problems.push(`${brokenFiles} file(s) could not be loaded`);
  if (notRun > 0) problems.push(`${notRun} test(s) skipped or to do`);
  let failed = numFailedTests + brokenFiles + notRun;
  if (failed === 0 && numPassedTests === 0) {
    problems.push('not a single test');
    failed = 1;
  }
  if (failed === 0 && exitCode !== 0) {
    problems.push(`an error outside any test (vitest ended with ${exitCode})`);
    failed = 1;
  }
  return { passed: numPassedTests, failed, problems };
}
