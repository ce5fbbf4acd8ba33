import type { Database, Tx } from '@baton/db';
import type { House } from './start-house.ts';

/** What a dead process says: nothing. Thrown in the middle of whatever it was doing. */
class Died extends Error {}

/**
 * Lets the server of a house die at an exact moment: after so many statements and calls everything it tries fails, an
 * open transaction is rolled back, and whatever DingTalk was told stays told. `revive` is the next process on the same
 * database.
 */
export type Mortal = {
  /** Steps taken since the last `dieAfter`: begins, statements, commits, calls before and after DingTalk acts. */
  steps(): number;
  dieAfter(steps: number): void;
  /** Dies once DingTalk has done what this call of the client asked, before anybody could note it. */
  dieAfterCall(name: string): void;
  isDead(): boolean;
  revive(): void;
  /** The story's own look into the database: no step of the process. */
  outside<T>(look: () => Promise<T>): Promise<T>;
};

type Session = { prepareQuery(...args: unknown[]): { execute(...args: unknown[]): Promise<unknown> } };
type Transaction = (work: (tx: Tx) => Promise<unknown>) => Promise<unknown>;

export function makeMortal(house: House): Mortal {
  const { deps } = house.server;
  const { db, dingtalkFor } = deps;
  let left = Number.POSITIVE_INFINITY;
  let taken = 0;
  let fatalCall: string | null = null;
  const acted = (name: string) => {
    if (name === fatalCall) left = 0;
  };
  const step = () => {
    if (left <= 0) throw new Died(`after ${taken} steps`);
    left -= 1;
    taken += 1;
  };
  const transaction: Transaction = async (work) => {
    step();
    const result = await (db.orm.transaction as Transaction)(async (tx) => {
      countStatements((tx as unknown as { session: Session }).session, step);
      const done = await work(tx);
      step(); // the last moment before the commit
      return done;
    });
    step(); // committed, and nobody was told
    return result;
  };
  const mortalDb: Database = {
    engine: db.engine,
    orm: overlay(db.orm, 'transaction', transaction),
    run: async (...statement: Parameters<Database['run']>) => {
      step();
      const rows = await db.run(...statement);
      step();
      return rows;
    },
  };
  deps.db = mortalDb;
  deps.dingtalkFor = (corpId) => everyCall(dingtalkFor(corpId), step, acted);
  return {
    steps: () => taken,
    dieAfter: (steps) => {
      left = steps;
      taken = 0;
    },
    dieAfterCall: (name) => {
      fatalCall = name;
    },
    isDead: () => left <= 0,
    revive: () => {
      fatalCall = null;
      left = Number.POSITIVE_INFINITY;
    },
    outside: async (look) => {
      deps.db = db;
      try {
        return await look();
      } finally {
        deps.db = mortalDb;
      }
    },
  };
}

function countStatements(session: Session, step: () => void): void {
  const prepare = session.prepareQuery.bind(session);
  session.prepareQuery = (...args) => {
    const query = prepare(...args);
    const execute = query.execute.bind(query);
    query.execute = async (...values) => {
      step();
      return execute(...values);
    };
    return query;
  };
}

function overlay<T extends object>(target: T, name: string, value: unknown): T {
  return new Proxy(target, { get: (inner, key) => (key === name ? value : bound(inner, key)) });
}

/** A call is two moments: before DingTalk hears of it, and after it has done what was asked. */
function everyCall<T extends object>(client: T, step: () => void, acted: (name: string) => void): T {
  return new Proxy(client, {
    get: (inner, key) => {
      const call = bound(inner, key);
      if (typeof call !== 'function') return call;
      return async (...args: unknown[]) => {
        step();
        const reply: unknown = await call(...args);
        acted(String(key));
        step();
        return reply;
      };
    },
  });
}

function bound(target: object, key: string | symbol): unknown {
  const value = Reflect.get(target, key);
  return typeof value === 'function' ? value.bind(target) : value;
}
