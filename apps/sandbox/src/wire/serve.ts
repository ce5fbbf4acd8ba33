import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Api, apis } from '../contract/contract.ts';
import { violate } from '../contract/violations.ts';
import { isDown, takeFault } from '../faults.ts';
import { Refusal } from '../refusal.ts';
import type { Fault } from '../state.ts';
import { nextNumber, nowMs, type World } from '../world.ts';
import { handlers } from './families.ts';
import { isMetered, passGate, recentCalls } from './gate.ts';
import { parameterError } from './parameter-error.ts';
import { errorCode, problemsOfReply, type Reply, refusalReply, successReply } from './reply.ts';
import { readRequest } from './request.ts';

const keptCalls = 10_000;

/** Routes both hosts of DingTalk on one server; their paths do not collide. */
export function serveWire(app: FastifyInstance, world: World, strict: boolean): void {
  const seen = new Map<string, number[]>();
  for (const api of apis.values()) {
    app.route({
      method: api.method,
      url: api.path.replace(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => {
        const fault = isDown(world) ? downFault : takeFault(world, wireFaults, [api.id, api.path]);
        if (fault && fault.when === 'before') return act(world, api, request, reply, fault);
        const answer = answerCall(world, api, request, strict, recentCalls(world, seen, api));
        if (fault) return act(world, api, request, reply, fault);
        recordCall(world, request, api, answer);
        return reply.code(answer.status).type('application/json;charset=utf-8').send(JSON.stringify(answer.body));
      },
    });
  }
}

function answerCall(world: World, api: Api, request: FastifyRequest, strict: boolean, recent: number[]): Reply {
  let answer: Reply;
  try {
    const read = readRequest(api, {
      query: request.query as Record<string, string>,
      params: request.params as Record<string, string>,
      contentType: request.headers['content-type'] ?? '',
      body: typeof request.body === 'string' ? request.body : '',
      tokenHeader: String(request.headers['x-acs-dingtalk-access-token'] ?? ''),
    });
    for (const problem of read.problems) violate(world, { side: 'client', api: api.id, ...problem });
    passGate(world, api, read.token, recent);
    if (strict && read.problems.length > 0) throw parameterError(api, read.problems);
    const handler = handlers[api.id];
    if (!handler) throw new Error(`no handler for ${api.id}`);
    answer = successReply(api, handler(world, read.input));
  } catch (error) {
    answer = refusalReply(api.host, error instanceof Refusal ? error : ownMistake(world, api, error));
  }
  for (const problem of problemsOfReply(api, answer)) violate(world, { side: 'sandbox', api: api.id, ...problem });
  return answer;
}

/** A mistake of this sandbox: told to the violations, and to the caller as the documented system error. */
function ownMistake(world: World, api: Api, error: unknown): Refusal {
  const problem = `broke down: ${error instanceof Error ? error.message : String(error)}`;
  violate(world, { side: 'sandbox', api: api.id, path: '', problem });
  return api.host === 'api' ? new Refusal(500, 'systemError', '系统异常') : new Refusal(200, '-1', '系统繁忙');
}

const wireFaults = ['timeout', 'reset', 'html', 'empty'] as const;
const downFault: Pick<Fault, 'kind' | 'when'> = { kind: 'down', when: 'before' };

/** Breaks the call instead of answering it, as the fault says. */
function act(
  world: World,
  api: Api,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: Pick<Fault, 'kind'>,
): FastifyReply {
  const broken: Record<string, () => FastifyReply> = {
    html: () => reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>'),
    empty: () => reply.code(503).send(''),
    // Held until the caller gives up.
    timeout: () => reply.hijack(),
    reset: () => {
      reply.hijack();
      request.raw.socket.resetAndDestroy();
      return reply;
    },
  };
  const status = { html: 502, empty: 503 }[fault.kind as string] ?? 0;
  recordCall(world, request, api, { status, body: { code: fault.kind } });
  return (broken[fault.kind === 'down' ? 'reset' : fault.kind] ?? broken.reset)?.() ?? reply;
}

/** Keeps a line per call for the counters and the page. */
function recordCall(world: World, request: FastifyRequest, api: Api | null, answer: Reply): void {
  const { calls } = world.state;
  world.state.allCalls += 1;
  calls.push({
    id: nextNumber(world),
    at: nowMs(world),
    api: api?.id ?? null,
    method: request.method,
    path: request.url.split('?')[0] ?? '',
    status: answer.status,
    code: api ? (answer.status === 0 ? String(answer.body.code) : errorCode(api.host, answer)) : String(answer.status),
    metered: api !== null && isMetered(api),
  });
  if (calls.length > keptCalls) calls.splice(0, calls.length - keptCalls);
  world.changed();
}

/** Answers a path of either host that this sandbox does not speak, and says so in the violations. */
export function unknownInterface(world: World, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  violate(world, {
    side: 'client',
    api: `${request.method} ${path}`,
    path: '',
    problem: 'is not an interface we know',
  });
  const body = { code: 'NotFound', message: 'Not Found', requestid: 'sandbox' };
  recordCall(world, request, null, { status: 404, body });
  return reply.code(404).type('application/json').send(JSON.stringify(body));
}

/** Whether a path belongs to one of the two hosts rather than to the sandbox's own page. */
export function isWirePath(path: string): boolean {
  return /^\/(v\d+\.\d+|topapi|call_back|gettoken|get_jsapi_ticket|user|robot)(\/|\?|$)/.test(path);
}
