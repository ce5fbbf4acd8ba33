import { afterAll, expect, it } from 'vitest';
import { docxOf, PNG, pdfOf, wordLine, wordPicture, zipOf } from '../../testing/make-files.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { openImportStore } from './import-store.ts';
import { openOfficeReader } from './open-office-reader.ts';
import { readSource } from './read-source.ts';
import { walkUpload } from './walk-upload.ts';

/** What sources put into the storage: once, within the limit, and nothing that their documents do not name. */

const office = openOfficeReader();
afterAll(() => office.close());

/** Reads every source of a zip. What lies in the storage then is what they name, neither less nor more. */
async function readAll(entries: readonly { name: string; bytes: Buffer | string }[], how: { limit?: number } = {}) {
  const storage = memoryStorage();
  const upload = await zipOf(entries);
  await storage.put('up', [upload] as never);
  const store = openImportStore(storage, { importId: 'i', there: [], ...how });
  const named = new Map();
  const sources = await walkUpload(storage, { name: 'x.zip', storageKey: 'up', bytes: upload.length }, async (walk) => {
    const all = [];
    for (const file of walk.files.filter(({ isNamed }) => !isNamed)) {
      const { documents, problems } = await readSource({ office, store, named }, walk, file);
      const codes = [...problems, ...documents.flatMap((document) => document.problems)].map(({ code }) => code);
      all.push({ path: file.path, codes, files: documents.flatMap(({ files }) => files) });
    }
    return all;
  });
  const stored = storage.keys().filter((key) => key !== 'up');
  const files = sources.flatMap((source) => source.files);
  expect(new Set(stored)).toEqual(new Set(files.map(({ storageKey }) => storageKey)));
  return { sources: sources.map(({ path, codes, files: { length } }) => [path, codes, length]), stored, files };
}
const picture = (size: number) => Buffer.concat([PNG, Buffer.alloc(size)]);

it('the same bytes lie there once, whatever they are called and whoever names them', async () => {
  const { sources, stored } = await readAll([
    { name: '甲.md', bytes: '![一](a.png) ![二](b.png) ![三](./a.png)' },
    { name: '乙/乙.md', bytes: '![一](../a.png)' },
    { name: '丙.docx', bytes: await docxOf({ body: wordLine('丙') + wordPicture('p'), pictures: { p: PNG } }) },
    { name: 'a.png', bytes: PNG },
    { name: 'b.png', bytes: PNG },
  ]);
  expect(sources).toEqual([
    ['甲.md', [], 3],
    ['乙/乙.md', [], 1],
    ['丙.docx', [], 1],
  ]);
  expect(stored).toHaveLength(1);
});

it('what an import may not store any more keeps its document out, and says so; what fits after it comes in', async () => {
  const limit = PNG.length * 2 + 100;
  const { sources } = await readAll(
    [
      { name: '一.md', bytes: '![小](a.png) ![大](b.png) ![无](没有.png)' },
      { name: '二.md', bytes: '![大](b.png)' },
      { name: '三.md', bytes: '![小](a.png)' },
      { name: '四.pdf', bytes: Buffer.concat([pdfOf('x'), Buffer.alloc(limit)]) },
      {
        name: '五.docx',
        bytes: await docxOf({ body: wordLine('五') + wordPicture('p'), pictures: { p: picture(limit) } }),
      },
      { name: '六.md', bytes: '![小](c.png)' },
      { name: 'a.png', bytes: PNG },
      { name: 'b.png', bytes: picture(limit) },
      { name: 'c.png', bytes: picture(1) },
    ],
    { limit },
  );
  expect(sources).toEqual([
    ['一.md', ['import_full'], 1],
    ['二.md', ['import_full'], 0],
    ['三.md', [], 1],
    ['四.pdf', ['import_full'], 0],
    ['五.docx', ['import_full'], 0],
    ['六.md', [], 1],
  ]);
});

it('a scan that begins again counts what is there, and puts nothing there twice', async () => {
  const named = await readAll([
    { name: 'a.md', bytes: '![一](a.png)' },
    { name: 'a.png', bytes: PNG },
  ]);
  const storage = memoryStorage();
  const store = openImportStore(storage, { importId: 'i', there: named.files, limit: PNG.length + 8 });
  expect(await store.put(PNG)).toMatchObject({ storageKey: named.stored[0] });
  expect(await store.put(picture(9))).toBe('full');
  expect(storage.keys()).toEqual([]);
});

it('what no document can name is not stored: more files than one may have, and a picture that is none', async () => {
  const many = Array.from({ length: 65 }, (_, at) => ({ name: `${at}.png`, bytes: picture(at) }));
  const text = many.map(({ name }) => `![图](${name})`).join('\n');
  const disguised = await docxOf({ body: wordLine('字') + wordPicture('p'), pictures: { p: pdfOf('x') } });
  const { sources, stored } = await readAll([
    { name: '多.md', bytes: text },
    { name: '假.docx', bytes: disguised },
    ...many,
  ]);
  expect(sources).toEqual([
    ['多.md', Array.from({ length: 5 }, () => 'picture_refused'), 60],
    ['假.docx', ['picture_refused'], 0],
  ]);
  expect(stored).toHaveLength(60);
});
