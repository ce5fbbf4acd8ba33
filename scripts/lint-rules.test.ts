import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const planted: string[] = [];
afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The rules that biome, under our own biome.json, reports as errors in these files. */
function lint(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'baton-lint-'));
  planted.push(folder);
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  // There is no git repository around the planted files.
  const all = { ...files, 'biome.json': JSON.stringify({ ...config, vcs: { enabled: false } }) };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const biome = join(root, 'node_modules', '.bin', 'biome');
  const run = spawnSync(biome, ['lint', '--reporter=json', '.'], { cwd: folder, encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as { diagnostics: { category: string; severity: string }[] };
  return report.diagnostics.filter((found) => found.severity === 'error').map((found) => found.category);
}

const file = 'packages/core/src/x.ts';
const work = 'async function work(): Promise<boolean> {\n  return true;\n}\n';

describe('biome.json catches a planted', () => {
  it.each([
    ['nursery/noFloatingPromises', { [file]: `${work}export function f() {\n  work();\n}\n` }],
    [
      'nursery/noMisusedPromises',
      { [file]: `${work}export function f() {\n  if (work()) return 1;\n  return 2;\n}\n` },
    ],
    [
      'nursery/useExhaustiveSwitchCases',
      {
        [file]: `type A = 'x' | 'y';\nexport function f(a: A) {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n}\n`,
      },
    ],
    [
      'suspicious/noImportCycles',
      {
        'packages/core/src/a.ts': `import { b } from './b.ts';\nexport const a = () => b();\n`,
        'packages/core/src/b.ts': `import { a } from './a.ts';\nexport const b = (): unknown => a();\n`,
      },
    ],
    ['style/noProcessEnv', { [file]: 'export const port = process.env.PORT;\n' }],
    ['suspicious/noExplicitAny', { [file]: 'export const x = (y: any) => y;\n' }],
    [
      'suspicious/noSkippedTests',
      { 'packages/core/src/x.test.ts': `import { it } from 'vitest';\nit.skip('x', () => {});\n` },
    ],
    [
      'suspicious/noFocusedTests',
      { 'packages/core/src/x.test.ts': `import { it } from 'vitest';\nit.only('x', () => {});\n` },
    ],
  ])('%s', (rule, files) => {
    expect(lint(files)).toContain(`lint/${rule}`);
  });

  it('nothing in a clean file, and allows the environment where it belongs', () => {
    const reads = 'export const port = process.env.PORT;\n';
    expect(
      lint({ [file]: 'export const x = 1;\n', 'apps/server/src/config.ts': reads, 'scripts/x.ts': reads }),
    ).toEqual([]);
  });
});
