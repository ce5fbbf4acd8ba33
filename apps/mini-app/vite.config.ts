import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstChunk } from './build/first-chunk.ts';
import { plainPrivates } from './build/plain-privates.ts';
import { precompress } from './build/precompress.ts';
import { preloadFirst } from './build/preload-first.ts';

const source = (name: string): string => join(import.meta.dirname, 'src', name);

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), plainPrivates(), preloadFirst(['src/app.tsx']), precompress()],
  // Plain assignment instead of defineProperty helpers: nothing here relies on the difference.
  oxc: { assumptions: { setPublicClassFields: true }, typescript: { removeClassFieldsWithoutInitializer: true } },
  // React has this built in; the shim is for Reacts without it.
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } },
  build: {
    // The oldest engines in DingTalk clients: U4 (Chromium 69) and WKWebView of iOS 13. No legacy bundle: both know
    // modules, so lower syntax is enough (polyfills.ts has the rest).
    target: ['chrome69', 'safari13'],
    cssTarget: ['chrome69', 'safari13'],
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [firstChunk(source('app.tsx'), source('main.ts'), /infiniteQueryObserver|useInfiniteQuery/)],
        },
      },
    },
  },
});
