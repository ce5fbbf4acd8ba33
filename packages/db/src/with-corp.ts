import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database, Tx } from './database.ts';
import { isTransient } from './sql-state.ts';

const ATTEMPTS = 4;
/** Longest pause before the second attempt, doubled each time: two that met do not meet again. */
const PAUSE_MS = 20;
/**
 * What notices a withCorp inside another, on PGlite only: once used, an AsyncLocalStorage slows down every promise of
 * the process in Node 20, for a server about a quarter of what it can take in. Whatever nests is found by the stories,
 * which run on both engines.
 */
const running = new AsyncLocalStorage<{ open: boolean }>();

/**
 * Runs `work` in one transaction that sees the rows of one corp and no others (row-level security reads `app.corp_id`).
 * A deadlock or serialization failure rolls everything back and runs `work` again, so `work` must only touch `tx`:
 * nothing outside the database may happen in it.
 * @param corpId DingTalk corp id, not empty
 * @returns what `work` returned, after the commit
 * Never call it inside another `withCorp`: PGlite would wait for itself, on PostgreSQL the two transactions would not see
 * each other.
 * @throws Error when that happens, on PGlite
 */
export async function withCorp<T>(db: Database, corpId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (corpId === '') throw new Error('withCorp needs a corp id');
  if (running.getStore()?.open) throw new Error('withCorp inside withCorp: pass the transaction on instead');
  for (let attempt = 1; ; attempt += 1) {
    const state = { open: true };
    try {
      const transact = () =>
        db.orm.transaction(async (tx) => {
          // Not waited for: the first statement of `work` is sent right behind it and runs after it. Should it fail, so
          // does everything behind it.
          const named = tx.execute(sql`select set_config('app.corp_id', ${corpId}, true)`).then(() => {});
          named.catch(() => {});
          const done = await work(tx);
          await named;
          return done;
        });
      return await (db.engine === 'pglite' ? running.run(state, transact) : transact());
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      await pause(Math.random() * PAUSE_MS * 2 ** attempt);
    } finally {
      state.open = false;
    }
  }
}
