import { readFileSync } from 'node:fs';
import { type Field, type Shape, shapeOf } from './shape.ts';

/** An interface as documented; see contract/apis.json. `api` is the new host, `oapi` the old one. */
type ApiEntry = {
  id: string;
  title: string;
  docSlug: string;
  method: 'GET' | 'POST' | 'PUT';
  host: 'api' | 'oapi';
  path: string;
  quota: 'exempt' | 'metered' | 'metered-or-unlisted';
  /** Whether the call carries an access token. */
  token: boolean;
  scopes: string[];
  query: Field[];
  body: Field[];
  reply: Field[];
  errors: ApiError[];
  sampleRequest: {
    path?: string;
    query?: Record<string, string>;
    body?: Record<string, unknown>;
    form?: Record<string, string>;
  };
  sampleReply: Record<string, unknown> | null;
};
type ApiError = { http?: string; code: string; message: string };

export type Api = Omit<ApiEntry, 'query' | 'body' | 'reply'> & { query: Shape; body: Shape; reply: Shape };

/** Where a page contradicts itself, its sample or another page, and what we therefore take; each with its reason. */
type Correction = { api: string; part: 'query' | 'body' | 'reply' | 'entry'; path: string; set: object; why: string };

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../contract/${name}`, import.meta.url), 'utf8'));
}

const data = readJson('apis.json') as { apis: ApiEntry[]; globalErrors: Record<'api' | 'oapi', ApiError[]> };
const corrections = readJson('corrections.json') as Correction[];

/** Errors that any interface of the host may answer. */
export const globalErrors = data.globalErrors;

/** Every interface this sandbox speaks, by its id. */
export const apis: ReadonlyMap<string, Api> = new Map(data.apis.map((entry) => [entry.id, correct(entry)]));

function correct(entry: ApiEntry): Api {
  const own = corrections.filter((item) => item.api === entry.id);
  const fixed = Object.assign(
    {},
    entry,
    ...own.filter((item) => item.part === 'entry').map((item) => item.set),
  ) as ApiEntry;
  const fields = (part: 'query' | 'body' | 'reply', list: Field[]): Shape => {
    const merged = new Map(list.map((field) => [field.path, field]));
    for (const item of own.filter((correction) => correction.part === part)) {
      merged.set(item.path, { type: 'any', ...merged.get(item.path), ...item.set, path: item.path } as Field);
    }
    return shapeOf([...merged.values()]);
  };
  const reply = fields('reply', withRequired(entry));
  return { ...fixed, query: fields('query', entry.query), body: fields('body', entry.body), reply };
}

/** The pages mark no reply name as required: we hold ourselves to every top-level name of the official sample. */
function withRequired(entry: ApiEntry): Field[] {
  const sample = entry.sampleReply ?? {};
  return entry.reply.map((field) => (field.path in sample ? { ...field, required: true } : field));
}
