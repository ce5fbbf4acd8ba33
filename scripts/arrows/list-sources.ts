import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const skipped: ReadonlySet<string> = new Set(['node_modules', 'dist', 'data', 'coverage', 'drizzle', 'docs']);

/** Every TypeScript and JavaScript file below `root`, as slash paths from it, sorted. */
export function listSources(root: string): readonly string[] {
  const files: string[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || skipped.has(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(path);
      else if (/\.[cm]?[jt]sx?$/.test(entry.name)) files.push(path);
    }
  };
  walk('');
  return files.sort();
}
