import { randomUUID } from 'node:crypto';
import { approversOf, canReadDocument, type DocumentFacts, type Reader, readersOf, VISIBILITIES } from '@baton/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../database.ts';
import { documentDrafts, documents, positions } from '../schema/index.ts';
import { createTestDatabase } from '../testing/index.ts';
import { withCorp } from '../with-corp.ts';
import { type DocumentListArgs, listDocuments } from './document-list.ts';

/** The list filters in SQL, the rule is core's: they must agree on every document, for everybody. */
const CORP = 'corp-a';
const at = new Date('2026-03-02T02:00:00.000Z');
const HR = ['hr', 'hr2'];
let connection: Connection;

const reader = (userId: string, changes: Partial<Reader> = {}): Reader => ({
  userId,
  isAdmin: false,
  roles: [],
  positionKey: 'sales',
  departmentIds: ['7', '1'],
  ledPositionKeys: [],
  ...changes,
});
const READERS: readonly Reader[] = [
  reader('owner'),
  reader('verifier'),
  reader('editor'),
  reader('author'),
  reader('holder', { positionKey: 'care' }),
  reader('colleague', { positionKey: 'quality' }),
  reader('manager', { ledPositionKeys: ['care', 'quality'] }),
  reader('hr', { roles: ['hr'] }),
  reader('hr2', { roles: ['it', 'hr'] }),
  reader('admin', { isAdmin: true }),
  reader('near', { departmentIds: ['42', '1'] }),
  reader('named'),
  reader('stranger'),
];

const VISIBLE_TO = { company: [], departments: ['42'], positions: ['quality'], people: ['named'] };
const STANDINGS = [
  { state: 'draft', draft: 'editing', publishedNumber: null },
  { state: 'in_review', draft: 'in_review', publishedNumber: null },
  { state: 'obsolete', draft: 'editing', publishedNumber: null },
  { state: 'published', draft: 'none', publishedNumber: 1 },
  { state: 'published', draft: 'editing', publishedNumber: 1 },
  { state: 'published', draft: 'in_review', publishedNumber: 1 },
  { state: 'needs_review', draft: 'none', publishedNumber: 2 },
  { state: 'obsolete', draft: 'none', publishedNumber: 1 },
] as const;
const AUTHORS = [['author'], ['verifier'], ['verifier', 'owner'], ['verifier', 'owner', 'hr']];

type Case = DocumentFacts & { id: string; publishedNumber: number | null };
const CASES: Case[] = VISIBILITIES.flatMap((visibility) =>
  STANDINGS.flatMap(({ state, draft, publishedNumber }) =>
    AUTHORS.flatMap((authorIds) =>
      ['care', null].map((positionKey): Case => {
        const about = { ownerId: 'owner', verifierId: 'verifier', authorIds: draft === 'none' ? [] : authorIds };
        return {
          ...about,
          id: randomUUID(),
          kind: 'sop',
          state,
          draft,
          publishedNumber,
          positionKey,
          editorIds: ['editor'],
          approverIds: draft === 'in_review' ? approversOf(about, HR) : [],
          visibility,
          visibleTo: VISIBLE_TO[visibility],
        };
      }),
    ),
  ),
);

beforeAll(async () => {
  connection = await createTestDatabase();
  await withCorp(connection.db, CORP, async (tx) => {
    await tx.insert(positions).values({ corpId: CORP, key: 'care', name: '保养', templateKey: 'light' });
    await tx.insert(documents).values(
      CASES.map(({ id, kind, state, positionKey, editorIds, visibility, visibleTo, publishedNumber, ...rest }) => ({
        ...{ corpId: CORP, id, kind, state, positionKey, visibility, publishedNumber, title: '换模' },
        ...{ ownerId: 'owner', verifierId: 'verifier', createdBy: 'owner', updatedAt: at },
        editorIds: [...editorIds],
        visibleTo: [...visibleTo],
        readers: readersOf({
          ...{ ...rest, kind, state, positionKey, editorIds, visibility, visibleTo },
          published: publishedNumber !== null,
        }),
      })),
    );
    await tx.insert(documentDrafts).values(
      CASES.flatMap(({ id, draft, authorIds }) =>
        draft === 'none'
          ? []
          : [
              {
                ...{ corpId: CORP, documentId: id, state: draft, title: '换模', savedBy: 'author', savedAt: at },
                content: { format: 'markdown' as const, text: '' },
                authorIds: [...authorIds],
              },
            ],
      ),
    );
  });
});
afterAll(() => connection?.close());

it.each(READERS)('$userId lists what they may read, and nothing else', async (who) => {
  const found = await withCorp(connection.db, CORP, (tx) =>
    listDocuments(tx, { corpId: CORP, reader: who, after: null, limit: 1000 }),
  );
  const expected = CASES.filter((document) =>
    canReadDocument(who, document, { published: document.publishedNumber !== null }),
  );
  expect(found.map(({ document }) => document.id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
});

it('turns pages without losing or repeating one, though all were changed in one instant', async () => {
  const who = READERS[0] as Reader;
  const seen: string[] = [];
  let after: DocumentListArgs['after'] = null;
  const next = (position: DocumentListArgs['after']) =>
    withCorp(connection.db, CORP, (tx) => listDocuments(tx, { corpId: CORP, reader: who, after: position, limit: 7 }));
  for (let page = 0; page < 100; page += 1) {
    const rows = await next(after);
    seen.push(...rows.map(({ document }) => document.id));
    const last = rows.at(-1)?.document;
    if (!last || rows.length < 7) break;
    after = { updatedAt: last.updatedAt, id: last.id };
  }
  expect(seen.length).toBe(CASES.length);
  expect(new Set(seen).size).toBe(CASES.length);
});
