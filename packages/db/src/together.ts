import { sqlState } from './sql-state.ts';

/** What PostgreSQL says of everything that follows an error in a transaction. */
const ABORTED = '25P02';

/**
 * Runs parts of one transaction that do not depend on each other, not even on their order: their statements are sent
 * together and cost one round trip instead of several. Unlike with `Promise.all` nothing is still under
 * way when it throws: a straggler must not run after the rollback, on a connection that serves somebody else by then.
 * @returns their results, in order
 * @throws the error of the part that failed first
 */
export async function together<T extends readonly unknown[]>(
  parts: {
    readonly [K in keyof T]: PromiseLike<T[K]>;
  },
): Promise<T> {
  const outcomes = await Promise.allSettled(parts);
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  if (errors.length > 0) throw errors.find((error) => sqlState(error) !== ABORTED) ?? errors[0];
  return outcomes.map((outcome) => (outcome as PromiseFulfilledResult<unknown>).value) as unknown as T;
}
