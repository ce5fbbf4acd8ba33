import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { provideAll } from '../provide/provide-all.ts';
import { endCommands } from '../provide/run-command.ts';
import { measurements } from './measurements.ts';
import { printFigures } from './print-figures.ts';

const help = `npm run bench                       measure everything (about five minutes)
npm run bench -- --only intake,list  measure a part: ${measurements.map(({ name }) => name).join(', ')}

PostgreSQL, Redis and Chromium come from TEST_DATABASE_URL, TEST_REDIS_URL and CHROMIUM_PATH, else from what is
installed. Everything stays on this machine and is gone afterwards. A missed target is printed, not an error.`;

/**
 * Runs the chosen measurements one after the other and prints their figures.
 * @param argv the arguments after `npm run bench --`
 * @returns 0 when everything could be measured, whatever the figures are; 1 when something could not
 */
export async function runBench(argv: readonly string[]): Promise<number> {
  const options = { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  const toClose: Array<() => Promise<void>> = [];
  let stopped = false;
  const stop = () => {
    stopped = true;
    void endCommands();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  let failures = 0;
  try {
    const { values } = parseArgs({ args: [...argv], options });
    if (values.help) {
      console.log(help);
      return 0;
    }
    const chosen = choose(values.only);
    await provideAll([...new Set(chosen.flatMap(({ needs }) => needs))], (provider, provided) => {
      toClose.push(provided.close);
      Object.assign(process.env, provided.env);
      console.log(`${provider.name}: ${provided.origin}`);
    });
    const cores = availableParallelism();
    console.log(`Node ${process.versions.node}, ${cores} cores\n`);
    for (const { name, run } of chosen) {
      if (stopped) break;
      const started = performance.now();
      const load = loadavg()[0] ?? 0;
      try {
        printFigures(name, await run());
      } catch (error) {
        failures += 1;
        console.error(`${name}: could not be measured: ${error instanceof Error ? error.stack : String(error)}`);
      }
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      // Figures of a machine that was busy with something else say little: a load above its cores shows that.
      console.log(`  (${seconds} s; load of the machine before it ${load.toFixed(1)})\n`);
    }
  } catch (error) {
    console.error(`\n${(error as Error).message}`);
    failures += 1;
  } finally {
    await endCommands();
    for (const close of toClose.reverse()) await close();
  }
  return failures === 0 && !stopped ? 0 : 1;
}

function choose(only: string | undefined) {
  if (only === undefined) return measurements;
  const wanted = only.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !measurements.some((one) => one.name === name));
  if (unknown.length > 0)
    throw new Error(`--only knows ${measurements.map(({ name }) => name).join(', ')}; not ${unknown.join(', ')}`);
  return measurements.filter(({ name }) => wanted.includes(name));
}
