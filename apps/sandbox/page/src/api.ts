import type {
  ApprovalView,
  CallView,
  FaultInput,
  PersonView,
  PushView,
  StartApprovalInput,
  StateView,
  ViolationView,
} from '../../src/control/control.ts';
import type { RestInput } from '../../src/rest.ts';

/** What the sandbox refused, in its own words. */
class Refused extends Error {}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.headers = { 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const reply = await fetch(`/_sandbox${path}`, init);
  const text = await reply.text();
  const answer = text ? JSON.parse(text) : undefined;
  if (!reply.ok) throw new Refused(answer?.message ?? `HTTP ${reply.status}`);
  return answer as T;
}

const id = encodeURIComponent;

/** The verbs of an approval as buttons name them. */
export type ApprovalVerb = 'agree' | 'refuse' | 'withdraw' | 'comment';

/** The sandbox's control API (`/_sandbox`), as far as this page plays it. Every call throws `Refused`. */
export const sandbox = {
  state: () => call<StateView>('GET', '/state'),
  person: (userid: string) => call<PersonView>('GET', `/people/${id(userid)}`),
  readMessages: (userid: string) => call<unknown>('POST', `/people/${id(userid)}/read`, {}),
  approvals: () => call<ApprovalView[]>('GET', '/approvals'),
  startApproval: (input: StartApprovalInput) => call<ApprovalView>('POST', '/approvals', input),
  act: (approval: string, verb: ApprovalVerb, input: { userId: string; remark: string }) =>
    call<ApprovalView>('POST', `/approvals/${id(approval)}/${verb}`, input),
  forward: (ms: number) => call<{ now: string; messages: number }>('POST', '/clock/forward', { ms }),
  playRest: (input: RestInput) => call<{ played: number }>('POST', '/rest', input),
  calls: () => call<CallView[]>('GET', '/calls'),
  pushes: () => call<PushView[]>('GET', '/pushes'),
  redeliver: (push: string) => call<PushView>('POST', `/pushes/${id(push)}/redeliver`, {}),
  checkUrl: () => call<{ ok: boolean; problem: string | null }>('POST', '/check-url', {}),
  violations: () => call<ViolationView[]>('GET', '/violations'),
  addFault: (input: FaultInput) => call<unknown>('POST', '/faults', input),
  liftFault: (fault: string) => call<unknown>('DELETE', `/faults/${id(fault)}`),
};
