import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bridgeScript } from './bridge-script.ts';
import { forward } from './forward.ts';
import { issueAuthCode } from './issue-auth-code.ts';
import { OPEN_PAGE, OPEN_SCRIPT } from './open-page.ts';

export type PhoneOptions = {
  /** 0 (default) = any free port. */
  port?: number;
  /** Default 127.0.0.1: whoever reaches a phone can be anybody in the company. */
  host?: string;
  /** The mini-app's home page; only its origin is used here. */
  homeUrl: string;
  /** Origin of the local DingTalk, which issues the sign-in codes. */
  sandboxUrl: string;
};

export type Phone = { url: string; close(): Promise<void> };

/**
 * Starts the phone: the mini-app's own origin seen through a small reverse proxy that puts the native bridge in front
 * of every page. `GET /__open?person=<userid>&platform=<android|ios|pc>&to=<path>` hands the phone to a person.
 * @throws when the port is taken
 */
export async function startPhone(options: PhoneOptions): Promise<Phone> {
  const host = options.host ?? '127.0.0.1';
  const app = new URL(options.homeUrl).origin;
  const own: Record<string, (incoming: IncomingMessage, outgoing: ServerResponse) => void> = {
    'GET /__open': (_, outgoing) => reply(outgoing, 'text/html', OPEN_PAGE),
    'GET /__open.js': (_, outgoing) => reply(outgoing, 'text/javascript', OPEN_SCRIPT),
    'GET /__bridge.js': (_, outgoing) =>
      reply(outgoing, 'text/javascript', bridgeScript({ authCodeUrl: '/__auth-codes' })),
    'POST /__auth-codes': (incoming, outgoing) => issueAuthCode(incoming, outgoing, options.sandboxUrl),
  };
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '/').split('?')[0];
    const answer = own[`${incoming.method} ${path}`];
    // The address in the browser's bar, so that `localhost` and `127.0.0.1` both work.
    if (answer) answer(incoming, outgoing);
    else forward(incoming, outgoing, `http://${incoming.headers.host}`, app);
  });
  server.requestTimeout = 0; // uploads and event streams take as long as they take
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(outgoing: ServerResponse, type: string, body: string): void {
  outgoing.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(body);
}
