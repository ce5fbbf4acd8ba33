import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppCredentials, Sandbox, SandboxOptions } from './options.ts';
import { decryptText, encryptText, signEnvelope } from './pushes/envelope.ts';
import { startSandbox } from './start-sandbox.ts';

export const testApp: AppCredentials = {
  corpId: 'dingcorp01',
  clientId: 'dingapp01',
  clientSecret: 'secret-of-app',
  agentId: '1185599675',
  robotCode: 'dingapp01',
  token: 'callbacktoken',
  aesKey: '1234567890123456789012345678901234567890123',
};

type Answer = { status: number; text: string; json: Record<string, unknown> };
export type TestSandbox = Sandbox & {
  /** One request, JSON in and out; `api` adds the token header, `oapi` the token in the query. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  api(method: string, path: string, body?: unknown): Promise<Answer>;
  oapi(path: string, body?: unknown): Promise<Answer>;
};

/** A sandbox on a free port whose clock stands still at 2026-03-02 10:00 in Shanghai until it is moved. */
export async function openTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  let at = Date.parse('2026-03-02T02:00:00Z');
  const clock = {
    now: () => new Date(at),
    forward: async (ms: number) => {
      at += ms;
    },
  };
  const sandbox = await startSandbox({ app: testApp, clock, autoPush: false, ...options });
  const send: TestSandbox['send'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: readJson(text) };
  };
  const getToken = async (): Promise<string> => {
    const answer = await send('POST', '/v1.0/oauth2/accessToken', {
      appKey: testApp.clientId,
      appSecret: testApp.clientSecret,
    });
    return String(answer.json.accessToken);
  };
  const token = await getToken();
  return {
    ...sandbox,
    send,
    api: (method, path, body) => send(method, path, body, { 'x-acs-dingtalk-access-token': token }),
    oapi: (path, body) =>
      send(body === undefined ? 'GET' : 'POST', `${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, body),
  };
}

function readJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

type Received = { query: URLSearchParams; headers: Record<string, unknown>; body: Record<string, unknown> };
export type TestReceiver = {
  url: string;
  received: Received[];
  /** How to answer from now on: the sealed success, an error, or a body of one's own. */
  answer: 'success' | 'error' | { text: string } | { body: string };
  close(): Promise<void>;
};

/** An application's callback address that opens what it gets and answers as told. */
export async function openTestReceiver(): Promise<TestReceiver> {
  const secrets = { token: testApp.token, aesKey: testApp.aesKey, owner: testApp.clientId };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { encrypt } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { encrypt: string };
      const { text } = decryptText(secrets, encrypt);
      receiver.received.push({
        query: new URL(request.url ?? '', 'http://local').searchParams,
        headers: { ...request.headers, encrypt },
        body: JSON.parse(text) as Record<string, unknown>,
      });
      const { answer } = receiver;
      if (answer === 'error') response.writeHead(500).end('{}');
      else if (typeof answer === 'object' && 'body' in answer) response.writeHead(200).end(answer.body);
      else {
        const sealed = encryptText(secrets, answer === 'success' ? 'success' : answer.text);
        const [timeStamp, nonce] = ['1614767836', 'A7Co0cJLMzIDtMMI'];
        const msg_signature = signEnvelope(secrets.token, timeStamp, nonce, sealed);
        response.writeHead(200).end(JSON.stringify({ msg_signature, timeStamp, nonce, encrypt: sealed }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: TestReceiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dingtalk/events`,
    received: [],
    answer: 'success',
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}

/** 老张's resignation in the suite, as he files it in the client. */
export const resignation = {
  processCode: 'PROC-5C1F7E52-9A44-4B0E-8D53-6E0B6C3F21A7',
  originatorUserId: 'zhangjianguo',
  values: [
    { name: '离职原因', value: '个人原因' },
    { name: '最后工作日', value: '2026-04-01' },
    { name: '工作交接人', value: '["liming"]' },
  ],
};
