import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../provide/run-command.ts';
import { type Counts, countResults } from './count-results.ts';
import type { Step } from './steps.ts';

/**
 * Runs one step with its output on the terminal.
 * @param env what the providers gave, on top of our own environment
 * @param root the repository
 * @param reports a folder for vitest's reports
 */
export async function runStep(step: Step, env: Record<string, string>, root: string, reports: string): Promise<Counts> {
  const bin = (name: string) => join(root, 'node_modules', '.bin', name);
  const options = { cwd: root, env: { ...process.env, ...env } };
  if (step.kind === 'check') {
    const [program, ...args] = step.command;
    const code = await runCommand(bin(program), args, options);
    // A check is no test, so it adds nothing when it passes; "0 failed" after a failed check would be a lie.
    return code === 0
      ? { passed: 0, failed: 0, problems: [] }
      : { passed: 0, failed: 1, problems: [`ended with ${code}`] };
  }
  const file = join(reports, `${step.name}.json`);
  rmSync(file, { force: true });
  const args = ['run', '--project', step.name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runCommand(bin('vitest'), args, options);
  return countResults(readReport(file), code);
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
