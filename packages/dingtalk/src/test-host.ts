import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { unlimitedLedger } from './budget.ts';
import { createDingtalkClient, type DingtalkClientOptions } from './client.ts';
import contract from './contract/apis.json' with { type: 'json' };

/** What the next request to a path gets instead of the documented sample. `hang` never answers, `reset` hangs up. */
export type Answer = { status?: number; body?: unknown; text?: string } | 'hang' | 'reset';

export type SeenCall = {
  method: string;
  path: string;
  query: Record<string, string>;
  body: Record<string, unknown>;
  contentType: string;
  token: string | null;
};

/**
 * A DingTalk that answers every documented request with its official sample, on one port for both hosts. For this
 * package's own tests only; stories use the local DingTalk.
 */
export async function startHost() {
  const calls: SeenCall[] = [];
  const planned = new Map<string, Answer[]>();
  let tokens = 0;

  const server = createServer(async (request, response) => {
    const call = await see(request);
    calls.push(call);
    const answer = planned.get(call.path)?.shift() ?? sample(call);
    if (answer === 'hang') return;
    if (answer === 'reset') return void request.socket.destroy();
    const { status = 200, body, text = JSON.stringify(body) } = answer;
    response.writeHead(status, { 'content-type': body === undefined ? 'text/html' : 'application/json' }).end(text);
  });

  function sample({ method, path }: SeenCall): Answer {
    if (path === '/v1.0/oauth2/accessToken') return { body: { accessToken: `token-${++tokens}`, expireIn: 7_200 } };
    const entry = contract.find((one) => one.path === path && one.method === method);
    return entry ? { body: entry.sampleResponse } : { status: 404, body: { code: 'NotFound', message: path } };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    calls,
    /** Calls other than for a token. */
    asked: () => calls.filter(({ path }) => path !== '/v1.0/oauth2/accessToken'),
    plan: (path: string, ...answers: Answer[]) => planned.set(path, [...(planned.get(path) ?? []), ...answers]),
    client: (change: Partial<DingtalkClientOptions> = {}) =>
      createDingtalkClient({
        corpId: 'dingcorp',
        clientId: 'dingapp',
        clientSecret: 'a-secret',
        agentId: '42',
        robotCode: 'dingrobot',
        apiUrl: url,
        oapiUrl: url,
        now: () => new Date('2026-11-02T01:00:00Z'),
        ledger: unlimitedLedger,
        timeoutMs: 10_000,
        ...change,
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function see(request: IncomingMessage): Promise<SeenCall> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const url = new URL(request.url ?? '/', 'http://host');
  const contentType = request.headers['content-type'] ?? '';
  const isForm = contentType.startsWith('application/x-www-form-urlencoded');
  const query = Object.fromEntries(url.searchParams);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query,
    body: text === '' ? {} : isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text),
    contentType,
    token: request.headers['x-acs-dingtalk-access-token']?.toString() ?? query.access_token ?? null,
  };
}
