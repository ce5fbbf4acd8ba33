import { postgresProvider } from '../provide/postgres.ts';
import { redisProvider } from '../provide/redis.ts';
import { closing } from './closing.ts';
import { APP } from './local-app.ts';
import type { Measurement } from './measurement.ts';
import { openCompany, waitFor } from './open-company.ts';
import { startLoader } from './start-loader.ts';
import { ms, percentile, spread } from './stats.ts';

const RATE = 200;
const SECONDS = 20;
const TARGET_MS = 200;
const PATH = `/dingtalk/events/${APP.corpId}`;

/**
 * How long DingTalk waits for the sealed `success` at a steady 200 events a second, while the same process handles what
 * it stored: one event in ten makes it read a person again. And what memory the process then holds.
 */
export const ack: Measurement = {
  name: 'ack',
  needs: [postgresProvider, redisProvider],
  run: () =>
    closing(async (keep) => {
      const company = keep(await openCompany());
      const { server, dingtalk } = company;
      const loader = keep(await startLoader());
      const userIds = dingtalk.control.state().people.map(({ userid }) => userid);
      const atRest = server.process.rssMiB();
      await loader.make(RATE * 2, { port: server.port, path: PATH }, { userIds });
      await loader.fireOpen(server.port, RATE); // warms up
      const cpuBefore = server.process.cpuSeconds();
      await loader.make(RATE * SECONDS, { port: server.port, path: PATH }, { userIds });
      const { latencies, refused, seconds } = await loader.fireOpen(server.port, RATE);
      const cpu = (server.process.cpuSeconds() - cpuBefore) / seconds;
      const rssUnderLoad = server.process.rssMiB();
      if (refused > 0) throw new Error(`${refused} pushes refused`);
      const fired = performance.now();
      const open = async () => {
        const [row] = await server.sql`select count(*)::integer as n from events where settled_at is null`;
        return (row?.n as number) ?? 0;
      };
      const backlog = await open();
      await waitFor('the inbox to be worked off', async () => (await open()) === 0);
      const caughtUp = performance.now() - fired;
      const p99 = percentile(latencies, 0.99);
      return [
        {
          what: `ack at ${RATE} events/s`,
          value: `${spread(latencies)}, worst ${ms(Math.max(...latencies))}`,
          target: `p99 < ${TARGET_MS} ms`,
          met: p99 < TARGET_MS,
        },
        {
          what: 'inbox when the last was answered',
          value: `${backlog} of ${latencies.length} not handled yet, all handled ${ms(caughtUp)} later`,
        },
        { what: 'processor time of the server meanwhile', value: `${(cpu * 100).toFixed(0)} % of one core` },
        {
          what: 'memory of the server process (RSS)',
          value: `${rssUnderLoad.toFixed(0)} MiB under load, ${server.process.rssMiB().toFixed(0)} MiB after it`,
          baseline: `${atRest.toFixed(0)} MiB at rest`,
        },
      ];
    }),
};
