// npm start: everything on this machine, no account needed. Installs and builds what is missing; the data stays in
// DATA_DIR (default ./data), so starting again goes on where it stopped. The work is in start.ts.
import { ensureInstalled } from './ensure-installed.mjs';

// Valkey in WebAssembly runs on WASI, which Node announces as experimental at every start; other warnings stay.
process.removeAllListeners('warning');
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.warn(warning);
});

ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { start } = await import('./start.ts');
await start(process.env);
