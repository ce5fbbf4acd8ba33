import type { Rolldown } from 'vite';

/**
 * Puts everything that one module imports statically into one chunk: many small files compress worse than one, and
 * the first page needs them all.
 * @param entry absolute path of that module
 * @param without absolute path of a module that loads before it; what that one imports stays with it
 * @param later modules that only later pages use, though a barrel file imports them too
 */
export function firstChunk(entry: string, without: string, later: RegExp): Rolldown.CodeSplittingGroup {
  let wanted: ReadonlySet<string> | null = null;
  return {
    name(id, context) {
      if (!wanted) {
        const before = closure(without, context);
        wanted = new Set([...closure(entry, context)].filter((module) => !before.has(module) && !later.test(module)));
      }
      return wanted.has(id) ? 'first' : null;
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
