import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a sandbox started by hand listens; only `vite dev` uses it. */
const SANDBOX = 'http://127.0.0.1:4800';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true },
  server: { proxy: { '/_sandbox': SANDBOX } },
});
