import { Readable } from 'node:stream';
import { KIND_LABELS, localDay, safeName, toCsv } from '@baton/core';
import { type DocumentRow, findVersion, withCorp } from '@baton/db';
import yazl from 'yazl';
import type { Deps } from '../deps.ts';
import { type Plan, type Planned, planTicket, toMarkdown } from './plan-export.ts';

/**
 * The zip behind a ticket of `linkExport`: a Markdown file a document, its pictures and files in folders beside it, and
 * an index. Only what was published and the person may read. Written while it is sent, so that its size does not matter.
 * @throws AppError not_found for a ticket that is unknown or ran out, or whose person has left
 */
export async function openExport(deps: Deps, ticket: string): Promise<{ name: string; content: Readable }> {
  const plan = await planTicket(deps, ticket);
  const now = deps.now();
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(toCsv(indexOf(plan))), '目录.csv', { mtime: now });
  const open = new Set<Readable>();
  for (const planned of plan.documents) addDocument(deps, zip, plan, planned, open);
  zip.end();
  // yazl tells its own errors; whoever reads the stream has to hear them.
  const content = zip.outputStream as Readable;
  zip.on('error', (error: Error) => content.destroy(error));
  // Whoever stops reading in the middle leaves the file at hand open otherwise.
  content.once('close', () => {
    for (const stream of open) stream.destroy();
  });
  return { name: `${safeName(plan.title)} ${localDay(now)}.zip`, content };
}

function addDocument(
  deps: Deps,
  zip: yazl.ZipFile,
  plan: Plan,
  { document, path, files }: Planned,
  open: Set<Readable>,
): void {
  const options = { mtime: document.updatedAt };
  zip.addReadStreamLazy(path, options, (give) => {
    void markdownOf(deps, plan, document, files).then(
      (text) => give(null, Readable.from([Buffer.from(text)])),
      (error: Error) => give(error, Readable.from([])),
    );
  });
  for (const { file, path: at } of files) {
    // Pictures and PDFs are packed already.
    zip.addReadStreamLazy(at, { mtime: file.createdAt, compress: false, size: file.bytes }, (give) => {
      void deps.storage.get(file.storageKey).then(
        (bytes) => {
          const stream = Readable.from(bytes);
          open.add(stream.once('close', () => open.delete(stream)));
          give(null, stream);
        },
        (error: Error) => give(error, Readable.from([])),
      );
    });
  }
}

async function markdownOf(deps: Deps, plan: Plan, document: DocumentRow, files: Planned['files']): Promise<string> {
  const version = await withCorp(deps.db, plan.corpId, (tx) =>
    findVersion(tx, plan.corpId, document.id, document.publishedNumber ?? 1),
  );
  if (!version) throw new Error('a published version is gone');
  const links = new Map(files.map(({ file, link }) => [`file:${file.id}`, link]));
  return toMarkdown(plan, document, version, (target) => links.get(target) ?? null);
}

const indexOf = ({ documents, name, positionName }: Plan): string[][] => [
  ['岗位', '类型', '标题', '负责人', '复核人', '版本', '下次复核', '文件'],
  ...documents.map(({ document, path }) => [
    positionName(document.positionKey),
    KIND_LABELS[document.kind],
    document.title,
    name(document.ownerId).name,
    name(document.verifierId).name,
    String(document.publishedNumber ?? ''),
    document.reviewOn ?? '',
    path,
  ]),
];
