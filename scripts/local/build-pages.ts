import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../provide/run-command.ts';

/** A web page of ours: the package whose `build` script makes it, what it is made of, and where it ends up. */
type Page = { folder: string; sources: readonly string[]; out: string };

const pages: readonly Page[] = [
  { folder: 'apps/mini-app', sources: ['apps/mini-app', 'packages/api', 'packages/core'], out: 'apps/mini-app/dist' },
  { folder: 'apps/sandbox', sources: ['apps/sandbox'], out: 'apps/sandbox/page/dist' },
];

/**
 * Builds the pages whose sources are not the ones they were last built from. Quiet when there is nothing to do.
 * @param root the repository
 * @throws when a build fails; its output is on the terminal
 */
export async function buildPages(root: string): Promise<void> {
  for (const page of pages) {
    const stampFile = join(root, 'node_modules', '.baton-built', page.folder.replace('/', '-'));
    const wanted = stampOf(root, page);
    const isBuilt = existsSync(join(root, page.out, 'index.html')) && existsSync(stampFile);
    if (isBuilt && readFileSync(stampFile, 'utf8') === wanted) continue;
    console.log(`正在构建页面 ${page.folder} … Building …`);
    const code = await runCommand('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], {
      cwd: join(root, page.folder),
      // Whoever asks, a test too, gets the pages that people get.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    if (code !== 0) throw new Error(`npm run build in ${page.folder} ended with ${code}`);
    mkdirSync(join(stampFile, '..'), { recursive: true });
    writeFileSync(stampFile, wanted);
  }
}

/** The contents of everything the page is made of; file times mean nothing after a checkout. */
function stampOf(root: string, page: Page): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml')));
  const add = (path: string) => {
    if (statSync(join(root, path)).isDirectory()) {
      const names = readdirSync(join(root, path)).filter((name) => name !== 'node_modules' && name !== 'dist');
      for (const name of names.sort()) add(`${path}/${name}`);
    } else if (!path.endsWith('.test.ts') && !path.endsWith('.test.tsx')) {
      hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
    }
  };
  for (const source of page.sources) add(source);
  return hash.digest('hex');
}
