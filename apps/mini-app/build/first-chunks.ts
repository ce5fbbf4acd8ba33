import type { Rolldown } from 'vite';

/** What every chunk of the bundle may need: the bundler's own few lines. */
const HELPERS = /preload-helper|^\0rolldown|@oxc-project[\\/]runtime/;

/**
 * Puts the start into one chunk and everything else that the first page imports statically into another: many small
 * files compress worse than two, and the first page needs them all.
 * @param entry absolute path of the module that loads first
 * @param page absolute path of the module that it then imports dynamically
 * @param later modules that only later pages use, though a barrel file imports them too
 */
export function firstChunks(entry: string, page: string, later: RegExp): Rolldown.CodeSplittingGroup {
  let before: ReadonlySet<string> | null = null;
  let wanted: ReadonlySet<string> = new Set();
  return {
    debugName: 'first load',
    name(id, context) {
      if (!before) {
        before = closure(entry, context);
        wanted = closure(page, context);
      }
      if (before.has(id) || HELPERS.test(id)) return 'start';
      return wanted.has(id) && !later.test(id) ? 'first' : null;
    },
  };
}

function closure(entry: string, context: Rolldown.ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
