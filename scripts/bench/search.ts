import { readFileSync } from 'node:fs';
import type { Call } from '@baton/api/client';
import { connect, refreshFrequencies, withCorp } from '@baton/db';
import { postgresProvider } from '../provide/postgres.ts';
import { redisProvider } from '../provide/redis.ts';
import { closing } from './closing.ts';
import { APP } from './local-app.ts';
import { dice, madeUpDocuments } from './made-up-documents.ts';
import type { Figure, Measurement } from './measurement.ts';
import { type OpenCompany, openCompany } from './open-company.ts';
import { percentile, spread } from './stats.ts';
import { writeDocuments } from './write-documents.ts';

type Given = {
  documents: { id: number; title: string; text: string }[];
  queries: { query: string; document: number }[];
};

const OWNER = 'chenjing';
const VERIFIER = 'wanghaitao';
/** Reads about half of the documents: what is for the company, for her department and for her position. */
const SEEKER = 'zhangjianguo';
const NOISE = 5000;
const SIZES = [1000, 10_000, 50_000] as const;
/** Below the server's 600 requests a minute and session. */
const PER_SESSION = 500;
const TARGET_MS = 100;
const TIMED = 400;

/** Search as a person uses it, over HTTP: whether it finds, and how long it takes among how many documents. */
export const search: Measurement = {
  name: 'search',
  needs: [postgresProvider, redisProvider],
  run: () =>
    closing(async (keep) => {
      const company = keep(await openCompany());
      const given = JSON.parse(
        readFileSync(new URL('../../test/data/zh-retrieval.json', import.meta.url), 'utf8'),
      ) as Given;
      const texts = given.documents.map(({ text }) => text);
      const numbers = await publishAll(company, given);
      const alone = await retrieve(company, given, numbers);
      const figures: Figure[] = [];
      let written = 0;
      const growTo = async (count: number) => {
        await writeDocuments(company.server.sql, madeUpDocuments(texts, written, count), written);
        written = count;
        await countFrequencies(company.server.databaseUrl);
      };
      for (const size of [SIZES[0], NOISE, SIZES[1], SIZES[2]]) {
        await growTo(size - (size === NOISE ? 0 : given.documents.length));
        if (size === NOISE) figures.push(...(await retrieval(company, given, numbers, alone)));
        else figures.push(...(await timing(company, given, size)));
      }
      return figures;
    }),
};

/** The given documents, written, handed in and approved as people do it. @returns the given number of each document's id */
async function publishAll({ signIn }: OpenCompany, { documents }: Given): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  let sessions: { write: Call; approve: Call } | null = null;
  for (const [at, { id: number, title, text }] of documents.entries()) {
    // Three requests each: a session of each person for every hundred of them.
    if (sessions === null || at % 100 === 0)
      sessions = { write: (await signIn(OWNER)).call, approve: (await signIn(VERIFIER)).call };
    const { write, approve } = sessions;
    const content = { format: 'markdown' as const, text };
    const body = { kind: 'work_result' as const, title, content, visibility: 'company' as const, verifierId: VERIFIER };
    const { id, version, draftVersion } = await write('createDocument', { body });
    const params = { id };
    const { version: submitted } = await write('submitDocument', { params, body: { version, draftVersion } });
    await approve('publishDocument', { params, body: { version: submitted } });
    numbers.set(id, number);
  }
  return numbers;
}

/** As the clock does after documents came. */
async function countFrequencies(databaseUrl: string): Promise<void> {
  const { db, close } = await connect(databaseUrl, { poolSize: 1 });
  await withCorp(db, APP.corpId, (tx) => refreshFrequencies(tx, APP.corpId)).finally(close);
}

type Retrieval = { mrr: number; recall: number };

/** MRR@10 and recall@10 over every question, the empty ones counted as not found. */
async function retrieve(company: OpenCompany, { queries }: Given, numbers: Map<string, number>): Promise<Retrieval> {
  let reciprocal = 0;
  let found = 0;
  await asked(company, queries, async (call, { query, document }) => {
    if (query.trim() === '') return;
    const { hits } = await call('searchDocuments', { query: { q: query.slice(0, 200), limit: 10 } });
    const rank = hits.findIndex((hit) => numbers.get(hit.document.id) === document);
    if (rank < 0) return;
    reciprocal += 1 / (rank + 1);
    found += 1;
  });
  return { mrr: reciprocal / queries.length, recall: found / queries.length };
}

async function retrieval(company: OpenCompany, given: Given, numbers: Map<string, number>, alone: Retrieval) {
  const { mrr, recall } = await retrieve(company, given, numbers);
  const pairs = await pairsOfTitles(company, given, numbers);
  const noise = `${given.documents.length} documents, ${given.queries.length} questions, ${NOISE} made-up documents around them`;
  return [
    {
      what: 'MRR@10',
      value: mrr.toFixed(4),
      target: '≥ 0.98',
      baseline: `${alone.mrr.toFixed(4)} without noise`,
      met: mrr >= 0.98,
    },
    {
      what: 'recall@10',
      value: recall.toFixed(4),
      target: '≥ 0.995',
      baseline: `${alone.recall.toFixed(4)} without noise`,
      met: recall >= 0.995,
    },
    {
      what: 'two characters of a title',
      value: `${pairs.found} of ${pairs.all} find the document (${pairs.top} among the first ten)`,
      target: 'all',
      met: pairs.found === pairs.all,
    },
    { what: 'asked of', value: noise },
  ];
}

/** Every two neighbouring Chinese characters of every given title, searched by themselves. */
async function pairsOfTitles(company: OpenCompany, { documents }: Given, numbers: Map<string, number>) {
  const pairs = documents.flatMap(({ id, title }) =>
    [...title.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = '']) => ({ id, pair })),
  );
  let found = 0;
  let top = 0;
  await asked(company, pairs, async (call, { id, pair }) => {
    const places: number[] = [];
    for (let from = 0; from < 100 && places.length === 0; from += 50) {
      const { hits, total } = await call('searchDocuments', { query: { q: pair, from, limit: 50 } });
      places.push(...hits.flatMap(({ document }, at) => (numbers.get(document.id) === id ? [from + at] : [])));
      if (total <= from + 50) break;
    }
    const [place] = places;
    if (place === undefined) return;
    found += 1;
    if (place < 10) top += 1;
  });
  return { found, top, all: pairs.length };
}

/** Asks one after the other, with a session for each five hundred. */
async function asked<T>({ signIn }: OpenCompany, all: readonly T[], ask: (call: Call, one: T) => Promise<void>) {
  let call: Call | null = null;
  for (const [at, one] of all.entries()) {
    if (call === null || at % (PER_SESSION / 2) === 0) call = (await signIn(SEEKER)).call;
    await ask(call, one);
  }
}

/** What people type: questions, two words, a word of two characters, one character, a model number. */
function typed({ documents, queries }: Given): { kind: string; q: string }[] {
  const next = dice(11);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const pair = () => /\p{Script=Han}{2}/u.exec(pick(documents).text.slice(Math.floor(next() * 200)))?.[0] ?? '报销';
  return Array.from({ length: TIMED / 5 }).flatMap(() => [
    { kind: 'a question', q: pick(queries.filter(({ query }) => query.trim() !== '')).query.slice(0, 200) },
    { kind: 'two words', q: `${pair()} ${pair()}` },
    { kind: 'two characters', q: pair() },
    { kind: 'a title', q: pick(documents).title },
    { kind: 'one character', q: pair().slice(0, 1) },
  ]);
}

async function timing(company: OpenCompany, given: Given, size: number): Promise<Figure[]> {
  const times = new Map<string, number[]>();
  const queries = typed(given);
  // Warm, as a server is that people use.
  await asked(
    company,
    queries.slice(0, 40),
    async (call, { q }) => void (await call('searchDocuments', { query: { q } })),
  );
  const healthy: number[] = [];
  await asked(company, queries, async (call, { kind, q }) => {
    const bare = performance.now();
    await call('positions');
    const started = performance.now();
    healthy.push(started - bare);
    await call('searchDocuments', { query: { q } });
    times.set(kind, [...(times.get(kind) ?? []), performance.now() - started]);
  });
  const all = [...times.values()].flat();
  const p95 = percentile(all, 0.95);
  const last = size === SIZES.at(-1);
  const classes = [...times].map(([kind, samples]) => `${kind} ${percentile(samples, 0.95).toFixed(0)}`).join(', ');
  return [
    {
      what: `search among ${size.toLocaleString('en')} documents`,
      value: `${spread(all)}; p95 by what is typed: ${classes} ms`,
      ...(last ? { target: `p95 ≤ ${TARGET_MS} ms`, met: p95 <= TARGET_MS } : {}),
      baseline: `p50 ${percentile(healthy, 0.5).toFixed(1)} ms for the list of positions over the same way`,
    },
  ];
}
