import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstChunks } from './build/first-chunks.ts';
import { plainPrivates } from './build/plain-privates.ts';
import { precompress } from './build/precompress.ts';
import { preloadFirst } from './build/preload-first.ts';
import { withoutMutations } from './build/without-mutations.ts';

const LOOSE = { setPublicClassFields: true, noDocumentAll: true, pureGetters: true };
const source = (name: string): string => join(import.meta.dirname, 'src', name);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), plainPrivates(), withoutMutations(), preloadFirst(['src/app.tsx']), precompress()],
  // React has this built in; the shim is for Reacts without it.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  build: {
    // The oldest engines in DingTalk clients: U4 (Chromium 69) and WKWebView of iOS 13. No legacy bundle: both know
    // modules, so lower syntax is enough (polyfills.ts has the rest).
    target: ['chrome69', 'safari13'],
    cssTarget: ['chrome69', 'safari13'],
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    // What a later page needs comes beside it; what the first load brought is there.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, needed) =>
        needed.filter((file) => !/\/(index|start|first|rolldown-runtime)-/.test(file)),
    },
    reportCompressedSize: false,
    rolldownOptions: {
      // How long its plugins take is nobody's news who starts the product.
      checks: { pluginTimings: false },
      // Plain assignment instead of defineProperty helpers: nothing here relies on the difference.
      transform: { assumptions: LOOSE, typescript: { removeClassFieldsWithoutInitializer: true } },
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [firstChunks(source('main.ts'), source('app.tsx'), /infiniteQueryObserver|useInfiniteQuery/)],
        },
      },
    },
  },
});
