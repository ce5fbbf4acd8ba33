import { type Carrier, checkValue, type Problem, readText } from '../contract/check-value.ts';
import type { Api } from '../contract/contract.ts';
import type { Shape } from '../contract/shape.ts';
import type { WireInput } from './handlers.ts';

export type RawRequest = {
  query: Record<string, string>;
  params: Record<string, string>;
  contentType: string;
  body: string;
  tokenHeader: string;
};

export type ReadRequest = { token: string; problems: Problem[]; input: WireInput };

/**
 * A request as the documents describe it: the token, what is wrong with the rest, and the arguments with their types.
 * The old host takes arguments from a JSON body, a form or the query, and the token in any of them
 * (contract: conventions.oldHost).
 */
export function readRequest(api: Api, raw: RawRequest): ReadRequest {
  const body = readBody(raw);
  if (body === null) return { token: '', problems: [{ path: 'body', problem: 'is not a JSON object' }], input: {} };
  if (api.host === 'api') {
    const problems = [...checkValue(api.query, raw.query, 'text'), ...checkValue(api.body, body.fields, body.carrier)];
    const input = { ...typed(api.query, raw.query), ...body.fields, ...raw.params };
    return { token: raw.tokenHeader, problems, input };
  }
  const { access_token: fromQuery, ...query } = raw.query;
  const { access_token: fromBody, ...fields } = body.fields;
  const names: Shape = { type: 'object', children: new Map([...api.query.children, ...api.body.children]) };
  names.children.delete('access_token');
  const inQuery = Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, typedField(names, name, value)]),
  );
  const problems = checkValue(names, { ...inQuery, ...fields }, body.carrier === 'text' ? 'text' : 'json');
  const typedBody = body.carrier === 'text' ? typed(names, fields) : fields;
  return { token: String(fromQuery ?? fromBody ?? ''), problems, input: { ...inQuery, ...typedBody } };
}

function readBody(raw: RawRequest): { fields: Record<string, unknown>; carrier: Carrier } | null {
  if (raw.body.trim() === '') return { fields: {}, carrier: 'json' };
  if (raw.contentType.includes('application/x-www-form-urlencoded')) {
    return { fields: Object.fromEntries(new URLSearchParams(raw.body)), carrier: 'text' };
  }
  try {
    const parsed: unknown = JSON.parse(raw.body);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    return { fields: parsed as Record<string, unknown>, carrier: 'json' };
  } catch {
    return null;
  }
}

function typed(shape: Shape, fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, typedField(shape, name, value)]));
}

function typedField(shape: Shape, name: string, value: unknown): unknown {
  const type = shape.children.get(name)?.type;
  return typeof value === 'string' && type !== undefined ? readText(type, value) : value;
}
