import type { Plugin } from 'vite';

/**
 * Turns `#private` members of TanStack Query into ordinary ones. Chromium 69 and Safari 13 do not know them, and the
 * usual lowering (a WeakMap per member) costs the first load two kilobytes for a privacy nobody here could breach.
 */
export function plainPrivates(): Plugin {
  return {
    name: 'plain-privates',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /@tanstack[\\/]query-core[\\/]build[\\/]modern[\\/]/ },
      handler(code) {
        if (/#\w+ in /.test(code)) throw new Error('a private-in check cannot be lowered this way');
        return { code: code.replace(/(^|[^\w'"`&/])#([a-z]\w*)/gim, '$1_$2'), map: null };
      },
    },
  };
}
