import { randomUUID } from 'node:crypto';
import { checkValue, type Problem } from '../contract/check-value.ts';
import { type Api, globalErrors } from '../contract/contract.ts';
import type { Refusal } from '../refusal.ts';

export type Reply = { status: number; body: Record<string, unknown> };

/** A success: bare on the new host, wrapped in errcode and errmsg on the old one. */
export function successReply(api: Api, result: Record<string, unknown>): Reply {
  if (api.host === 'api') return { status: 200, body: result };
  const requestId = api.reply.children.has('request_id') ? { request_id: makeRequestId() } : {};
  const errmsg = api.reply.children.has('errmsg') ? { errmsg: 'ok' } : {};
  return { status: 200, body: { errcode: 0, ...errmsg, ...result, ...requestId } };
}

/** A refusal in the host's own form (contract: newHost.error, oldHost.error). */
export function refusalReply(host: Api['host'], refusal: Refusal): Reply {
  return host === 'api'
    ? {
        status: refusal.status,
        body: { code: refusal.code, requestid: makeRequestId(), message: refusal.message, ...refusal.extra },
      }
    : {
        status: 200,
        body: { errcode: Number(refusal.code), errmsg: refusal.message, request_id: makeRequestId(), ...refusal.extra },
      };
}

/** Where a reply departs from the documents: unknown names, wrong types, missing names, an undocumented error. */
export function problemsOfReply(api: Api, reply: Reply): Problem[] {
  const code = errorCode(api.host, reply);
  if (code === null) return checkValue(api.reply, reply.body, 'json');
  const documented = [...api.errors, ...globalErrors[api.host]].filter((error) => error.code === code);
  if (documented.length === 0) return [{ path: 'code', problem: `${code} is not a documented error` }];
  if (api.host === 'oapi') return [];
  const fits = documented.some((error) => error.http === undefined || Number(error.http) === reply.status);
  return fits ? [] : [{ path: 'status', problem: `${reply.status} is not documented for ${code}` }];
}

/** The error code of a reply; null on success. */
export function errorCode(host: Api['host'], reply: Reply): string | null {
  if (host === 'api') return reply.status < 400 ? null : String(reply.body.code);
  return reply.body.errcode === 0 ? null : String(reply.body.errcode);
}

function makeRequestId(): string {
  return randomUUID().toUpperCase();
}
