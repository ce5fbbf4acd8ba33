import type { Call } from '@baton/api/client';
import { postgresProvider } from '../provide/postgres.ts';
import { redisProvider } from '../provide/redis.ts';
import { closing } from './closing.ts';
import { ITEMS_PER_CASE, writeCases } from './list-rows.ts';
import type { Measurement } from './measurement.ts';
import { openCompany } from './open-company.ts';
import { percentile, spread } from './stats.ts';

const FEW = 30;
const CASES = 5000;
/** Below the server's 600 requests a minute and session, all kinds together. */
const REQUESTS = 80;
const TARGET_MS = 300;

type Query = { state?: 'active'; q?: string; cursor?: string };
const KINDS: Record<string, (cursor: string) => Query> = {
  'first page': () => ({}),
  'next page': (cursor) => ({ cursor }),
  'search 张': () => ({ q: '张' }),
  'state filter': () => ({ state: 'active' }),
};

/** HR's list of 5,000 open cases over HTTP, one request at a time, as the page asks for it. */
export const list: Measurement = {
  name: 'list',
  needs: [postgresProvider, redisProvider],
  run: () =>
    closing(async (keep) => {
      const { server, signIn } = keep(await openCompany());
      const { sql } = server;
      await writeCases(sql, 1, FEW);
      const few = await measureAll((await signIn('chenjing')).call);
      await writeCases(sql, FEW + 1, CASES);
      const [{ items = 0 } = {}] = await sql`select count(*)::integer as items from items`;
      const many = await measureAll((await signIn('chenjing')).call);
      const { call } = await signIn('chenjing');
      const { counts } = await call('listHandovers', { query: {} });
      const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
      if (total !== CASES) throw new Error(`HR's list counts ${total} cases instead of ${CASES}`);
      return [
        ...Object.keys(KINDS).map((kind) => {
          const samples = many[kind] ?? [];
          return {
            what: `HR's list, ${kind}`,
            value: spread(samples),
            target: `p95 < ${TARGET_MS} ms`,
            baseline: `p95 ${percentile(few[kind] ?? [], 0.95).toFixed(0)} ms with ${FEW} cases`,
            met: percentile(samples, 0.95) < TARGET_MS,
          };
        }),
        { what: 'rows', value: `${CASES} cases, ${items} items, ${ITEMS_PER_CASE} in each` },
      ];
    }),
};

/** Latencies of each kind of request, ms; the kinds take turns. */
async function measureAll(call: Call): Promise<Record<string, number[]>> {
  const { nextCursor } = await call('listHandovers', { query: { limit: 29 } });
  const samples: Record<string, number[]> = {};
  for (let round = -3; round < REQUESTS; round += 1) {
    for (const [kind, query] of Object.entries(KINDS)) {
      const started = performance.now();
      await call('listHandovers', { query: query(nextCursor ?? '') });
      if (round < 0) continue; // warms up
      samples[kind] = [...(samples[kind] ?? []), performance.now() - started];
    }
  }
  return samples;
}
