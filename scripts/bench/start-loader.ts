import type { Fired } from './load/fire.ts';
import type { LoadOrder } from './load/load-process.ts';
import type { PushMix } from './load/make-pushes.ts';
import { nextMessage, startProcess } from './start-process.ts';

export type Loader = {
  /** Prepares that many pushes, none like another; firing them again elsewhere sends the same bytes. */
  make(count: number, target: { port: number; path: string }, mix?: PushMix): Promise<void>;
  fireClosed(port: number, connections: number): Promise<Fired>;
  fireOpen(port: number, rate: number): Promise<Fired>;
  close(): Promise<void>;
};

/** The loader in a process of its own, so that it never shares an event loop with what it measures. */
export async function startLoader(): Promise<Loader> {
  const { child, close } = startProcess(new URL('./load/load-process.ts', import.meta.url));
  const answer = async () => {
    const { result, problem } = (await nextMessage(child)) as { result?: unknown; problem?: string };
    if (problem !== undefined) throw new Error(`loader: ${problem}`);
    return result;
  };
  const order = (what: LoadOrder) => {
    child.send(what);
    return answer();
  };
  await answer();
  return {
    make: async (count, target, mix) => {
      await order({ do: 'make', count, ...target, ...(mix ? { mix } : {}) });
    },
    fireClosed: (port, connections) => order({ do: 'fire-closed', port, connections }) as Promise<Fired>,
    fireOpen: (port, rate) => order({ do: 'fire-open', port, rate }) as Promise<Fired>,
    close,
  };
}
