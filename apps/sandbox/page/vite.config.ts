import { defineConfig } from 'vite';

/** Where a sandbox started by hand listens; only `vite dev` uses it. JSX is compiled as tsconfig.json says. */
const SANDBOX = 'http://127.0.0.1:4800';

export default defineConfig({
  root: import.meta.dirname,
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true },
  server: { proxy: { '/_sandbox': SANDBOX } },
});
