// npm test: every check and every test. Installs what is missing first; the work is in run-tests.ts.
// Example: npm test -- --only unit,stories-embedded
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { runTests } = await import('./run-tests.ts');
process.exit(await runTests(process.argv.slice(2)));
