import type { Plugin, Rolldown } from 'vite';

/**
 * Adds `<link rel="modulepreload">` for chunks that the first page needs but that main.ts imports dynamically, so that
 * they download beside main.ts instead of after it.
 * @param modules paths of the dynamically imported modules, from the room's root
 */
export function preloadFirst(modules: readonly string[]): Plugin {
  return {
    name: 'preload-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!bundle) return html;
        const chunks = Object.values(bundle).filter(
          (output): output is Rolldown.OutputChunk => output.type === 'chunk',
        );
        const wanted = chunks.filter((chunk) =>
          modules.some((path) => chunk.moduleIds.some((id) => id.endsWith(path))),
        );
        if (wanted.length === 0) throw new Error(`no chunk contains ${modules.join(' or ')}`);
        const files = new Set(wanted.flatMap((chunk) => [chunk.fileName, ...chunk.imports]));
        return [...files]
          .filter((file) => !html.includes(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          }));
      },
    },
  };
}
