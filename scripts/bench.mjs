// npm run bench: what the product takes and needs, each figure beside its target. Installs what is missing first; the
// work is in bench/run.ts. Example: npm run bench -- --only intake,list
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
// The house of the stories reads it once, at import: everything here is measured on PostgreSQL and Redis.
process.env.BATON_ENGINE = 'postgres';
const { runBench } = await import('./bench/run.ts');
process.exit(await runBench(process.argv.slice(2)));
