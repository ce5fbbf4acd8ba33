import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { provideAll } from './provide/provide-all.ts';
import { endCommands } from './provide/run-command.ts';
import { runStep } from './test-run/run-step.ts';
import { chooseSteps } from './test-run/steps.ts';

const help = `npm test                                run every check and every test
npm test -- --only unit,stories-embedded   run a part

Uses TEST_DATABASE_URL, TEST_REDIS_URL and CHROMIUM_PATH when they are set; else what is installed; else, as root on
Debian, installs it.`;

/**
 * Runs the chosen steps of `npm test`, providing PostgreSQL, Redis and Chromium to those that need them.
 * @param argv the arguments after `npm test --`
 * @returns the exit code. The last line printed is `N passed, N failed`: the tests of all vitest projects; a check that
 *   fails, and a test that did not run, count as failed.
 */
export async function runTests(argv: readonly string[]): Promise<number> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const reports = mkdtempSync(join(tmpdir(), 'baton-test-'));
  const toClose: Array<() => Promise<void>> = [async () => rmSync(reports, { recursive: true, force: true })];
  // A signal ends the step under way and starts no other; the one way out, below, tears everything down.
  let stoppedBy: NodeJS.Signals | null = null;
  const stop = (signal: NodeJS.Signals) => {
    stoppedBy = signal;
    console.error(`\n${signal}: stopping …`);
    void endCommands();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);

  const summary: string[] = [];
  let passed = 0;
  let failed = 0;
  try {
    const options = { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    const { values } = parseArgs({ args: [...argv], options });
    if (values.help) {
      console.log(help);
      return 0;
    }
    const chosen = chooseSteps(values.only);
    const env: Record<string, string> = {};
    await provideAll([...new Set(chosen.flatMap((step) => step.needs))], (provider, provided) => {
      toClose.push(provided.close);
      Object.assign(env, provided.env);
      console.log(`${provider.name}: ${provided.origin}`);
    });
    for (const step of chosen) {
      if (stoppedBy !== null) break;
      console.log(`\n── ${step.name} ──`);
      const started = performance.now();
      const counts = await runStep(step, env, root, reports);
      passed += counts.passed;
      failed += counts.failed;
      const verdict = counts.failed > 0 ? 'FAILED' : 'ok';
      const numbers = step.kind === 'tests' ? `${counts.passed} passed, ${counts.failed} failed` : '';
      const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
      summary.push(
        [verdict.padEnd(7), step.name.padEnd(17), seconds.padStart(8), numbers, ...counts.problems]
          .join('  ')
          .trimEnd(),
      );
    }
  } catch (error) {
    console.error(`\n${(error as Error).message}`);
    failed += 1;
  } finally {
    await endCommands();
    for (const close of toClose.reverse()) await close();
  }
  console.log(`\n${summary.join('\n')}\n\n${passed} passed, ${failed} failed`);
  return failed === 0 && stoppedBy === null ? 0 : 1;
}
