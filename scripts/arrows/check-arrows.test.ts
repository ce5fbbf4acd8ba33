import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkArrows } from './check-arrows.ts';
import { rooms } from './table.ts';

const planted: string[] = [];
afterEach(() => {
  for (const root of planted.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** A small repository that obeys every arrow, with `extra` files laid over it. */
function plant(extra: Record<string, string> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'baton-arrows-'));
  planted.push(root);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write('package.json', JSON.stringify({ name: 'baton', devDependencies: { vitest: '*' } }));
  for (const room of rooms) {
    write(`${room.folder}/src/index.ts`, 'export const here = 1;\n');
    if (room.packageName !== null) write(`${room.folder}/package.json`, manifest(room.packageName, room.mayImport));
  }
  write('apps/server/package.json', manifest('@baton/server', ['packages/db', 'packages/dingtalk', 'packages/core']));
  write('apps/server/src/compose.ts', `import { here } from '@baton/db';\nexport const url = here;\n`);
  for (const [file, text] of Object.entries(extra)) write(file, text);
  return root;
}

function manifest(name: string, folders: readonly string[] | 'any', more: Record<string, string> = {}): string {
  const names = folders === 'any' ? [] : folders.map((folder) => `@baton/${folder.split('/')[1]}`);
  return JSON.stringify({
    name,
    dependencies: { ...Object.fromEntries(names.map((n) => [n, 'workspace:*'])), ...more },
  });
}

const found = (extra: Record<string, string>) => checkArrows(plant(extra)).violations;

describe('checkArrows', () => {
  it('finds nothing in a tree that obeys', () => {
    const { files, violations } = checkArrows(plant());
    expect(violations).toEqual([]);
    expect(files).toBe(rooms.length + 1);
  });

  it("lets a room's build configuration use its devDependencies, and nothing that ships", () => {
    const declared = JSON.stringify({ name: '@baton/mini-app', devDependencies: { vite: '*' } });
    const violations = found({
      'apps/mini-app/package.json': declared,
      'apps/mini-app/vite.config.ts': `import 'node:path';\nimport 'vite';\n`,
      'apps/mini-app/src/x.ts': `import 'vite';`,
    });
    expect(violations).toEqual([expect.stringMatching(/^apps\/mini-app\/src\/x\.ts:1 imports vite, which/)]);
  });

  it('finds every room empty in an empty repository', () => {
    const root = mkdtempSync(join(tmpdir(), 'baton-arrows-'));
    planted.push(root);
    const { files, violations } = checkArrows(root);
    expect(files).toBe(0);
    expect(violations.length).toBeGreaterThanOrEqual(rooms.length);
  });

  it.each([
    ['import', `import { here } from '@baton/flows';\nexport const x = here;`],
    ['import for its effect', `import '@baton/flows';`],
    ['import type', `import type { A } from '@baton/flows';\nexport type B = A;`],
    ['inline type import', `export type B = import('@baton/flows').A;`],
    ['dynamic import', `export const x = () => import('@baton/flows');`],
    ['re-export', `export { here } from '@baton/flows';`],
    ['re-export of everything', `export * from '@baton/flows';`],
    ['require', `export const x = require('@baton/flows');`],
    ['import equals', `import flows = require('@baton/flows');\nexport const x = flows;`],
    ['a path inside the package', `export * from '@baton/flows/src/index.ts';`],
  ])('catches a wrong arrow written as %s', (_form, text) => {
    const violations = found({ 'packages/db/src/x.ts': text });
    expect(violations).toEqual([
      expect.stringMatching(/^packages\/db\/src\/x\.ts:1 imports @baton\/flows.*; packages\/db may not$/),
    ]);
  });

  it('reads JSX and is not fooled by comments and strings', () => {
    const text = `// import '@baton/db'\nconst s = "import '@baton/flows'";\nexport const P = () => <p title={s}>import '@baton/db'</p>;\n`;
    expect(found({ 'apps/mini-app/src/p.tsx': text })).toEqual([]);
  });

  it.each([
    [
      'a second file of the server reaches for the rows',
      'apps/server/src/app.ts',
      `import '@baton/db';`,
      /apps\/server may not/,
    ],
    ['a page reaches for the verbs', 'apps/mini-app/src/p.tsx', `import '@baton/flows';`, /apps\/mini-app may not/],
    [
      'the sandbox reaches for anything of ours',
      'apps/sandbox/src/s.ts',
      `import '@baton/core';`,
      /apps\/sandbox may not/,
    ],
    [
      'the platform reaches for the rules',
      'packages/dingtalk/src/d.ts',
      `import '@baton/core';`,
      /packages\/dingtalk may not/,
    ],
    [
      'core uses node:*',
      'packages/core/src/c.ts',
      `import 'node:fs';`,
      /imports node:fs; this folder runs without Node/,
    ],
    ['core uses a bare builtin', 'packages/core/src/c.ts', `import 'fs';`, /imports fs; this folder runs without Node/],
    ['a page uses node:*', 'apps/mini-app/src/p.ts', `import 'node:path';`, /runs without Node/],
    ['core reads the clock', 'packages/core/src/c.ts', `export const t = () => new Date();`, /uses new Date\(\)/],
    [
      'core reads the clock in ms',
      'packages/core/src/c.ts',
      `export const t = () => Date.now();`,
      /uses Date\.now\(\)/,
    ],
    ['core throws dice', 'packages/core/src/c.ts', `export const t = () => Math.random();`, /uses Math\.random\(\)/],
    [
      'a relative import leaves its package',
      'packages/db/src/x.ts',
      `import '../../core/src/index.ts';`,
      /stays in packages\/db/,
    ],
    [
      'a room imports the tests',
      'packages/db/src/x.ts',
      `import '../../../test/src/index.ts';`,
      /stays in packages\/db/,
    ],
    ['an import leaves the repository', 'scripts/x.ts', `import '../../x.ts';`, /outside the repository/],
    ['an import leads nowhere', 'packages/db/src/x.ts', `import './gone.ts';`, /which is no file/],
    [
      'an undeclared package',
      'packages/db/src/x.ts',
      `import 'left-pad';`,
      /left-pad, which packages\/db\/package.json/,
    ],
    ['a tool of the root in shipped code', 'packages/db/src/x.ts', `import 'vitest';`, /vitest, which packages\/db/],
    ['a computed import', 'packages/db/src/x.ts', 'export const x = (n: string) => import(n);', /computed name/],
    ['a file that is no TypeScript', 'packages/db/src/x.ts', 'export const = ;', /cannot be read/],
    [
      'a file that imports itself',
      'packages/db/src/x.ts',
      `import './x.ts';`,
      /^cycle: packages\/db\/src\/x\.ts → packages/,
    ],
  ])('catches when %s', (_what, file, text, message) => {
    expect(found({ [file]: text })).toContainEqual(expect.stringMatching(message));
  });

  it('catches a cycle through three files, types included', () => {
    const violations = found({
      'packages/db/src/a.ts': `import './b.ts';`,
      'packages/db/src/b.ts': `export * from './c.ts';`,
      'packages/db/src/c.ts': `import type { A } from './a.ts';\nexport type C = A;`,
    });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `packages/db/src/${name}.ts`);
    expect(violations).toEqual([`cycle: ${a} → ${b} → ${c} → ${a}`]);
  });

  it('catches a package.json that declares more than its room may import', () => {
    const violations = found({
      'packages/db/package.json': manifest('@baton/db', ['packages/core', 'packages/flows']),
    });
    expect(violations).toEqual([expect.stringMatching(/declares @baton\/flows; packages\/db may not import it/)]);
  });

  it('catches an allowed arrow that package.json does not declare', () => {
    const violations = found({
      'packages/db/package.json': manifest('@baton/db', []),
      'packages/db/src/x.ts': `import '@baton/core';`,
    });
    expect(violations).toEqual([
      expect.stringMatching(/@baton\/core, which packages\/db\/package.json does not declare/),
    ]);
  });

  it('catches a package that no room describes', () => {
    expect(found({ 'packages/utils/package.json': manifest('@baton/utils', []) })).toEqual([
      'packages/utils is no room of scripts/arrows/table.ts',
    ]);
  });

  it("lets a room's own tests use Node and the root's tools, but no other room", () => {
    const text = `import 'node:fs';\nimport 'vitest';\nimport '@baton/db';\n`;
    expect(found({ 'packages/core/src/c.test.ts': text })).toEqual([
      'packages/core/src/c.test.ts:3 imports @baton/db; packages/core may not',
    ]);
  });
});
