// The loader's process: makes pushes when told how many, and fires them when told where. See start-loader.ts.
import { fireClosed, fireOpen } from './fire.ts';
import { makePushes, type PushMix } from './make-pushes.ts';

export type LoadOrder =
  | { do: 'make'; count: number; port: number; path: string; mix?: PushMix }
  | { do: 'fire-closed'; port: number; connections: number }
  | { do: 'fire-open'; port: number; rate: number };

let requests: Buffer[] = [];

async function obey(order: LoadOrder): Promise<unknown> {
  if (order.do === 'make') {
    requests = makePushes(order.count, order, order.mix);
    return { made: requests.length };
  }
  if (order.do === 'fire-open') return await fireOpen(order.port, requests, order.rate);
  return await fireClosed(order.port, requests, order.connections);
}

process.on('message', (order: LoadOrder) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ problem: String(error) }),
  );
});
process.send?.({ result: 'ready' });
