import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './build/precompress.ts';
import { preloadFirst } from './build/preload-first.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFirst(['src/app.tsx', 'src/pages/inbox.tsx']), precompress()],
  build: {
    // The oldest engines in DingTalk clients: U4 (Chromium 69) and WKWebView of iOS 13. No legacy bundle: both know
    // modules, so lower syntax is enough (polyfills.ts has the rest).
    target: ['chrome69', 'safari13'],
    cssTarget: ['chrome69', 'safari13'],
    // An inlined asset would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
