import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Every core; by itself Vitest would leave one for a window that nobody looks at. */
const cores = availableParallelism();

/** The permutations take longest: begun last, they would run alone on one core. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes('/permutations-');
    return [...rest.filter(isLong), ...rest.filter((file) => !isLong(file))];
  }
}

/**
 * One process takes file after file instead of a new one for each: loading the product took a third of the time. Files
 * share modules then, so no module keeps anything between two houses.
 */
const isolate = false;

const stories = (engine: 'embedded' | 'postgres') => ({
  test: {
    name: `stories-${engine}`,
    include: ['test/stories/**/*.story.ts'],
    env: { BATON_ENGINE: engine },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: cores,
    isolate,
  },
});

export default defineConfig({
  test: {
    // Processes, not threads: PGlite and Valkey are WASM instances that must not share a heap.
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    // A project whose folder moved has no tests; that is a failure, never a pass.
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.{ts,tsx}', 'apps/*/{src,page/src}/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          maxWorkers: cores,
          isolate,
        },
      },
      stories('embedded'),
      stories('postgres'),
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts', 'apps/**/*.browser.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers: cores,
        },
      },
    ],
  },
});
