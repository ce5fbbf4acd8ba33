// The real server in a process of its own, as main.ts starts it, and its port told to the bench.
// BENCH_CLOCK=off leaves the queue out: what is stored stays where it is.
import { startServer } from '@baton/server';

const server = await startServer({ env: process.env, clock: process.env.BENCH_CLOCK !== 'off' });
process.send?.({ port: server.port });
process.once('SIGTERM', () => {
  void server.close().then(() => process.exit(0));
});
