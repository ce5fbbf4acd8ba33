import type { Plugin } from 'vite';

const MADE = 'config.mutationCache || new MutationCache()';
const NONE = '{ resumePausedMutations: () => Promise.resolve(), findAll: () => [], clear() {} }';

/**
 * Leaves TanStack Query's mutations out of the first load, over a kilobyte that nothing here uses: changes are plain
 * calls (queries.ts). A build that uses `useMutation` fails, and then this has to go.
 */
export function withoutMutations(): Plugin {
  return {
    name: 'without-mutations',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /@tanstack[\\/]query-core[\\/]build[\\/]modern[\\/]queryClient\.js$/ },
      handler(code) {
        if (!code.includes(MADE)) throw new Error('TanStack Query makes its mutation cache elsewhere now');
        return { code: code.replace(MADE, NONE), map: null };
      },
    },
    generateBundle(_options, bundle) {
      const used = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
      if (used.some((id) => /[\\/]useMutation\.js$/.test(id)))
        throw new Error('useMutation is used: take without-mutations.ts out of vite.config.ts');
    },
  };
}
