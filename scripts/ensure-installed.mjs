// Installs the workspace when it is missing or no longer what pnpm-lock.yaml says. Plain Node: it runs before anything
// is installed. Safe to run again; says nothing when there is nothing to do. Example: node scripts/ensure-installed.mjs
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.baton-installed');

/** What an installation was made from. Contents, not file times: a checkout rewrites those. */
function wantedStamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function nodeIsTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < 20 || (major === 20 && minor < 19);
}

/**
 * Makes node_modules match pnpm-lock.yaml, through npx: no global install, no corepack. Ends the process with 1 and a
 * message that says what to do when that is impossible.
 */
export function ensureInstalled() {
  if (nodeIsTooOld()) {
    console.error(`Baton needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org/`);
    process.exit(1);
  }
  const wanted = wantedStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return;

  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log('正在安装依赖（首次约一分钟）… Installing dependencies …');
  // What was installed is no news; what went wrong is.
  const quietly = ['--config.confirmModulesPurge=false', '--loglevel', 'error'];
  const command = ['--yes', packageManager, 'install', '--frozen-lockfile', ...quietly];
  const { status, error } = spawnSync('npx', command, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`\nInstalling failed: npx ${command.join(' ')}${error ? ` (${error.message})` : ''}`);
    console.error('Check that npm can reach its registry (npm ping) and that this folder is writable, then try again.');
    process.exit(1);
  }
  writeFileSync(stampFile, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
