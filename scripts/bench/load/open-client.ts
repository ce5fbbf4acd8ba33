import { once } from 'node:events';
import { connect } from 'node:net';

/** One answer: its status and how long it took from the first byte sent to the last byte received, ms. */
export type Answer = { status: number; ms: number };
export type Client = { send(request: Buffer): Promise<Answer>; close(): void };

/**
 * One keep-alive connection to this machine that takes requests as ready-made bytes: the loader must cost next to
 * nothing where it shares the processor with what it measures. One request at a time.
 * `send` rejects when the connection breaks or a reply does not say how long it is.
 */
export async function openClient(port: number): Promise<Client> {
  const socket = connect(port, '127.0.0.1').setNoDelay(true);
  await once(socket, 'connect');
  let received: Buffer = Buffer.alloc(0);
  let settle: { resolve(status: number): void; reject(error: Error): void } | null = null;
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const head = received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const text = received.toString('latin1', 0, head);
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
    if (Number.isNaN(length)) return void settle?.reject(new Error('a reply without content-length'));
    if (received.length < head + 4 + length) return;
    received = Buffer.alloc(0);
    settle?.resolve(Number(text.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)));
  });
  for (const event of ['error', 'close'])
    socket.on(event, () => settle?.reject(new Error('the server closed the connection')));
  return {
    async send(request) {
      const started = performance.now();
      const status = await new Promise<number>((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      });
      return { status, ms: performance.now() - started };
    },
    close() {
      settle = null;
      socket.destroy();
    },
  };
}
