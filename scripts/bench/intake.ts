import { freshDatabase } from '../../test/house/fresh-database.ts';
import { postgresProvider } from '../provide/postgres.ts';
import { redisProvider } from '../provide/redis.ts';
import { closing } from './closing.ts';
import { APP } from './local-app.ts';
import type { Figure, Measurement } from './measurement.ts';
import { openServer } from './open-server.ts';
import { type Loader, startLoader } from './start-loader.ts';
import { type BenchProcess, nextMessage, startProcess } from './start-process.ts';
import { median, percentile } from './stats.ts';

const ROUNDS = 24;
const PUSHES = 1500;
/** As many pushes as DingTalk is taken to have under way at once. */
const CONNECTIONS = 32;
const TARGET = 0.8;
const PATH = `/dingtalk/events/${APP.corpId}`;

/**
 * How much of a bare route's throughput the intake keeps. The two take turns with the same bytes, so that whatever else
 * the machine does meets both; nothing handles the stored events meanwhile, as nothing does in the bare route.
 */
export const intake: Measurement = {
  name: 'intake',
  needs: [postgresProvider, redisProvider],
  run: () =>
    closing(async (keep) => {
      const loader = keep(await startLoader());
      const bare = keep(await openBareRoute());
      const server = keep(await openServer({ clock: false }));
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS + 2; round += 1) {
        // The bare route answers on any path, so the very same bytes go to both.
        await loader.make(PUSHES, { port: server.port, path: PATH });
        // Who goes first alternates too: the second finds PostgreSQL's caches warm.
        const [first, second] = round % 2 === 0 ? [server, bare] : [bare, server];
        const speeds = [await fire(loader, first), await fire(loader, second)] as const;
        const [ours, other] = round % 2 === 0 ? speeds : [speeds[1], speeds[0]];
        if (round > 1) rounds.push({ ours, bare: other }); // the first two only warm up
      }
      const [{ stored = 0 } = {}] = await server.sql`select count(*)::integer as stored from events`;
      const sent = PUSHES * (ROUNDS + 2);
      if (stored !== sent) throw new Error(`${stored} events stored of ${sent}`);
      return figures(rounds);
    }),
};

/** Pushes a second, and the route's own processor time for one. */
type Speed = { perSecond: number; cpuMicroseconds: number };
type Round = { ours: Speed; bare: Speed };

async function fire(loader: Loader, target: { port: number; process: BenchProcess }): Promise<Speed> {
  const before = target.process.cpuSeconds();
  const { seconds, refused } = await loader.fireClosed(target.port, CONNECTIONS);
  if (refused > 0) throw new Error(`${refused} pushes refused`);
  return {
    perSecond: PUSHES / seconds,
    cpuMicroseconds: ((target.process.cpuSeconds() - before) * 1e6) / PUSHES,
  };
}

function figures(rounds: readonly Round[]): Figure[] {
  const ratios = rounds.map(({ ours, bare }) => ours.perSecond / bare.perSecond);
  const ratio = median(ratios);
  const [low, high] = [percentile(ratios, 0.25), percentile(ratios, 0.75)];
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  const noise = `${ROUNDS} rounds, half of them ${low.toFixed(2)}–${high.toFixed(2)}, all ${range}`;
  const middle = (side: keyof Round, what: keyof Speed) => median(rounds.map((round) => round[side][what])).toFixed(0);
  return [
    {
      what: 'event intake, ratio to a bare route',
      value: `${ratio.toFixed(2)} (${noise})`,
      target: `≥ ${TARGET}`,
      met: ratio >= TARGET,
    },
    {
      what: 'event intake',
      value: `${middle('ours', 'perSecond')} pushes/s`,
      baseline: `${middle('bare', 'perSecond')} of the bare route`,
    },
    {
      what: "processor time of one push, without PostgreSQL's",
      value: `${middle('ours', 'cpuMicroseconds')} µs`,
      baseline: `${middle('bare', 'cpuMicroseconds')} µs`,
    },
  ];
}

async function openBareRoute(): Promise<{ port: number; process: BenchProcess; close(): Promise<void> }> {
  const database = await freshDatabase();
  const process = startProcess(new URL('./bare-route.ts', import.meta.url), { DATABASE_URL: database.url });
  const close = async () => {
    await process.close();
    await database.drop();
  };
  try {
    return { ...((await nextMessage(process.child)) as { port: number }), process, close };
  } catch (error) {
    await close();
    throw error;
  }
}
