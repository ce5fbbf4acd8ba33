import { randomUUID } from 'node:crypto';
import { foldSearch, keysOf, plainText, SEARCH_CUT, toBlocks } from '@baton/core';
import type { Sql } from 'postgres';
import { APP } from './local-app.ts';
import { dice, type MadeUp } from './made-up-documents.ts';

const { corpId } = APP;
const TOGETHER = 500;

/** Who may read a document, by its number: a third the whole company, the others a department, a position or a person. */
function readersOf(n: number): { visibility: string; visibleTo: string[]; readers: string[] } {
  const luck = dice(n * 31 + 7)();
  const own = ['user:chenjing', 'user:wanghaitao'];
  const around = ['hr', 'admin', 'position:production', 'leads:production'];
  if (luck < 0.34) return { visibility: 'company', visibleTo: [], readers: [...own, ...around, 'company'] };
  if (luck < 0.67) {
    const deptId = String(879301001 + (n % 12));
    return { visibility: 'departments', visibleTo: [deptId], readers: [...own, ...around, `department:${deptId}`] };
  }
  if (luck < 0.9) {
    const position = ['finance', 'sales', 'production', 'development'][n % 4] as string;
    return { visibility: 'positions', visibleTo: [position], readers: [...own, ...around, `position:${position}`] };
  }
  return { visibility: 'people', visibleTo: [`bench${n % 50}`], readers: [...own, `user:bench${n % 50}`] };
}

/**
 * Writes published documents straight into PostgreSQL, indexed as publishing does it; the index over their keys is made
 * afterwards, as after every large load.
 * @param from number of the first of them
 */
export async function writeDocuments(sql: Sql, documents: Iterable<MadeUp>, from: number): Promise<void> {
  await sql`drop index document_search_keys`;
  let n = from;
  let batch: ReturnType<typeof rowsOf>[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    await sql`insert into documents ${sql(batch.map(({ document }) => document))}`;
    await sql`insert into document_versions ${sql(batch.map(({ version }) => ({ ...version, content: sql.json(version.content) })))}`;
    await sql`insert into document_search ${sql(batch.map(({ search }) => ({ ...search, passages: sql.json(search.passages) })))}`;
    batch = [];
  };
  for (const document of documents) {
    batch.push(rowsOf(document, n));
    n += 1;
    if (batch.length === TOGETHER) await flush();
  }
  await flush();
  await sql`set maintenance_work_mem = '512MB'`;
  await sql`create index document_search_keys on document_search using gin (keys) with (fastupdate = false)`;
  // What autovacuum does within minutes on a living database.
  await sql`vacuum analyze documents, document_versions, document_search`;
}

function rowsOf({ title, text }: MadeUp, n: number) {
  const id = randomUUID();
  const at = new Date(Date.UTC(2026, 0, 1) + n * 60_000);
  const content = { format: 'markdown' as const, text };
  const { visibility, visibleTo, readers } = readersOf(n);
  const passages = toBlocks(title, content);
  const folded = { title: foldSearch(title), body: foldSearch(text), attached: '' };
  const kind = 'work_result';
  const state = 'published';
  return {
    document: {
      ...{ corp_id: corpId, id, kind, state, title, owner_id: 'chenjing', verifier_id: 'wanghaitao', visibility },
      ...{ visible_to: visibleTo, readers, verified_at: at, verified_by: 'wanghaitao', published_number: 1 },
      ...{ created_by: 'chenjing', created_at: at, updated_at: at },
    },
    version: {
      ...{ corp_id: corpId, document_id: id, number: 1, title, content, plain_text: plainText(title, content) },
      ...{ author_ids: ['chenjing'], approved_by: 'wanghaitao' },
    },
    search: {
      ...{ corp_id: corpId, document_id: id, number: 1, cut: SEARCH_CUT, readers, kind, state, passages, ...folded },
      keys: keysOf(corpId, folded),
    },
  };
}
