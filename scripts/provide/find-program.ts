import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian and Ubuntu keep PostgreSQL's server programs, newest version first; they are not on PATH there. */
function debianPostgresFolders(): string[] {
  const base = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(base).filter((name) => /^\d+$/.test(name));
    return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(base, version, 'bin'));
  } catch {
    return [];
  }
}

/**
 * The full path of the first of `names` that is installed and answers `--version`, or null. Asking for the version
 * tells a real browser from Ubuntu's snap placeholder of the same name.
 */
export function findProgram(names: readonly string[]): string | null {
  const folders = [...debianPostgresFolders(), ...(process.env.PATH ?? '').split(delimiter).filter(Boolean)];
  for (const name of names) {
    const candidates = name.startsWith('/') ? [name] : folders.map((folder) => join(folder, name));
    const found = candidates.find((path) => isExecutable(path) && answersVersion(path));
    if (found !== undefined) return found;
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function answersVersion(path: string): boolean {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}
