import { setTimeout as pause } from 'node:timers/promises';
import { believableCompany, type Company } from '@baton/sandbox';
import { postgresProvider } from '../provide/postgres.ts';
import { redisProvider } from '../provide/redis.ts';
import { closing } from './closing.ts';
import { fileAndHalfAgree } from './file-resignation.ts';
import type { Measurement } from './measurement.ts';
import { openCompany, waitFor } from './open-company.ts';
import { percentile, spread } from './stats.ts';

const RATE = 20;
const SECONDS = 15;
const COUNT = RATE * SECONDS;
const TARGET_MS = 2000;
/** How often the rows are looked at: the figure is at most this much too long. */
const LOOK_MS = 20;

/**
 * From DingTalk's push that a resignation is agreed to HR's list showing the case with its whole checklist, while twenty
 * people a second leave. Every push, reading and message goes through the local DingTalk, which is one process too.
 */
export const departures: Measurement = {
  name: 'departures',
  needs: [postgresProvider, redisProvider],
  run: () =>
    closing(async (keep) => {
      const { dingtalk, server, signIn } = keep(await openCompany(largeCompany()));
      const { control } = dingtalk;
      const leavers = Array.from({ length: COUNT }, (_, index) => leaverId(index));
      const approvals = leavers.map((userId) => fileAndHalfAgree(control, { userId, successorId: 'qianlong' }));
      await waitFor('the first approvals to be worked off', async () => {
        const waits = control.pushes().some(({ outcome }) => outcome === 'waiting');
        const [open] = await server.sql`select 1 from events where settled_at is null limit 1`;
        return !waits && !open;
      });

      const visible = watchCases(server.sql);
      const cpuBefore = { server: server.process.cpuSeconds(), sandbox: process.cpuUsage() };
      const started = performance.now();
      const agreedAt = new Map<string, number>();
      for (const [index, approval] of approvals.entries()) {
        const due = started + (index * 1000) / RATE;
        if (due > performance.now()) await pause(due - performance.now());
        agreedAt.set(leavers[index] ?? '', performance.now());
        control.agree(approval.id, { userId: approval.lastApprover });
      }
      await waitFor('every case', async () => visible.seen.size >= COUNT, 120_000);
      await visible.stop();
      const seconds = (performance.now() - started) / 1000;
      const sandboxCpu = process.cpuUsage(cpuBefore.sandbox);
      const serverCpu = server.process.cpuSeconds() - cpuBefore.server;

      const { call } = await signIn('chenjing');
      const { counts } = await call('listHandovers', { query: {} });
      if (counts.planning + counts.active !== COUNT) throw new Error(`HR sees ${JSON.stringify(counts)}`);
      const [{ items = 0 } = {}] = await server.sql`select count(*)::integer as items from items`;
      const latencies = leavers.map((id) => (visible.seen.get(id) ?? Number.NaN) - (agreedAt.get(id) ?? Number.NaN));
      const share = (cpu: number) => `${((cpu / seconds) * 100).toFixed(0)} %`;
      return [
        {
          what: `event → visible case at ${RATE} departures/s`,
          value: `${spread(latencies)}; ${COUNT} cases, ${items} items`,
          target: `p95 < ${TARGET_MS / 1000} s`,
          met: percentile(latencies, 0.95) < TARGET_MS,
        },
        {
          what: 'processor time meanwhile, of one core',
          value: `server ${share(serverCpu)} (${((serverCpu * 1000) / COUNT).toFixed(0)} ms a departure), local DingTalk and bench ${share((sandboxCpu.user + sandboxCpu.system) / 1e6)}`,
        },
        { what: 'memory of the server process (RSS) afterwards', value: `${server.process.rssMiB().toFixed(0)} MiB` },
      ];
    }),
};

const leaverId = (index: number) => `leaver${String(index).padStart(4, '0')}`;

/** The believable company with as many more engineers in 设备部 as are to leave. */
function largeCompany(): Company {
  const company = believableCompany();
  const model = company.people.find(({ userid }) => userid === 'liming');
  if (!model) throw new Error('the believable company has no liming');
  const more = Array.from({ length: COUNT }, (_, index) => ({
    ...structuredClone(model),
    userid: leaverId(index),
    unionid: `${leaverId(index)}UnionIdiEiE`,
    name: `员工${index + 1}`,
    jobNumber: `XH${5000 + index}`,
    mobile: `139000${10_000 + index}`,
  }));
  return { ...company, people: [...company.people, ...more] };
}

/** Notes when each launched case can first be read by another connection. */
function watchCases(sql: Awaited<ReturnType<typeof openCompany>>['server']['sql']) {
  const seen = new Map<string, number>();
  let watching = true;
  const watch = async () => {
    while (watching) {
      const rows =
        await sql`select leaver_id from handovers where launched_at is not null and not leaver_id = any(${[...seen.keys()]})`;
      for (const row of rows) seen.set(row.leaver_id as string, performance.now());
      await pause(LOOK_MS);
    }
  };
  const ended = watch();
  return {
    seen,
    async stop() {
      watching = false;
      await ended;
    },
  };
}
