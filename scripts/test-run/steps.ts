import { chromiumProvider } from '../provide/chromium.ts';
import { pagesProvider } from '../provide/pages.ts';
import { postgresProvider } from '../provide/postgres.ts';
import type { Provider } from '../provide/provided.ts';
import { redisProvider } from '../provide/redis.ts';

/** One line of `npm test`: a check (a program that ends with 0 or not) or a project of vitest.config.ts. */
export type Step = { name: string; needs: readonly Provider[] } & (
  | { kind: 'check'; command: readonly [string, ...string[]] }
  | { kind: 'tests' }
);

/** Everything `npm test` runs, in this order: what is quick to say no comes first. */
const steps: readonly Step[] = [
  { name: 'biome', kind: 'check', needs: [], command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'tsc', kind: 'check', needs: [], command: ['tsc', '--noEmit'] },
  // The rules again, where neither Node nor a browser exists.
  { name: 'tsc-core', kind: 'check', needs: [], command: ['tsc', '-p', 'tsconfig.core.json'] },
  { name: 'arrows', kind: 'check', needs: [], command: ['tsx', 'scripts/check-arrows.ts'] },
  { name: 'knip', kind: 'check', needs: [], command: ['knip'] },
  // Unit tests of rows run on both engines.
  { name: 'unit', kind: 'tests', needs: [postgresProvider] },
  { name: 'stories-embedded', kind: 'tests', needs: [] },
  { name: 'stories-postgres', kind: 'tests', needs: [postgresProvider, redisProvider] },
  { name: 'browser', kind: 'tests', needs: [chromiumProvider, pagesProvider] },
];

/**
 * The steps named by `--only a,b`; all of them without it.
 * @throws Error naming the unknown step and the known ones.
 */
export function chooseSteps(only: string | undefined): readonly Step[] {
  if (only === undefined) return steps;
  const wanted = only.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    throw new Error(`--only knows ${steps.map((step) => step.name).join(', ')}; not ${unknown.join(', ')}`);
  }
  return steps.filter((step) => wanted.includes(step.name));
}
