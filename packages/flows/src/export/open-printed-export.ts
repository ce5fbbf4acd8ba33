import { AppError, localDay, renderSop, safeName } from '@baton/core';
import { findVersion, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import type { Print } from './pdf/write-pdf.ts';
import { writePdfApart } from './pdf/write-pdf-apart.ts';
import { type Plan, type Planned, planTicket } from './plan-export.ts';

/** More than these make no PDF that anybody prints; a zip takes any number. */
export const MAX_PRINTED = 200;
const MB = 1024 * 1024;
const MAX_PICTURES = 60 * MB;
/** What a PDF can hold; others are named in the text. */
const DRAWN: readonly string[] = ['image/png', 'image/jpeg'];

/**
 * The same as `openExport`, as one PDF to be printed: title page, contents, documents with tables and pictures.
 * @throws AppError not_found, and files_full for more documents than that
 */
export async function openPrintedExport(deps: Deps, ticket: string): Promise<{ name: string; bytes: Buffer }> {
  const plan = await planTicket(deps, ticket);
  if (plan.documents.length > MAX_PRINTED) throw new AppError('files_full', { documents: MAX_PRINTED });
  const day = localDay(deps.now());
  const documents: Print['documents'][number][] = [];
  let left = MAX_PICTURES;
  for (const planned of plan.documents) {
    const pictures = await picturesOf(deps, planned, left);
    for (const bytes of pictures.values()) left -= bytes.length;
    documents.push(await printedOf(deps, plan, planned, pictures));
  }
  const words = { contents: '目录', noPicture: '[图片未能打印]' };
  const bytes = await writePdfApart({ title: plan.title, about: `${plan.by} · ${day}`, words, documents });
  return { name: `${safeName(plan.title)} ${day}.pdf`, bytes };
}

async function printedOf(
  deps: Deps,
  { corpId, name, positionName }: Plan,
  { document }: Planned,
  pictures: ReadonlyMap<string, Uint8Array>,
): Promise<Print['documents'][number]> {
  const number = document.publishedNumber ?? 1;
  const version = await withCorp(deps.db, corpId, (tx) => findVersion(tx, corpId, document.id, number));
  if (!version) throw new Error('a published version is gone');
  const { title, content } = version;
  const facts = [
    positionName(document.positionKey),
    `负责人 ${name(document.ownerId).name}`,
    `复核人 ${name(document.verifierId).name}`,
    `第 ${number} 版`,
    ...(document.verifiedAt ? [`复核于 ${localDay(document.verifiedAt)}`] : ['尚未复核']),
  ].join(' · ');
  return { title, facts, markdown: content.format === 'sop' ? renderSop(content) : content.text, pictures };
}

async function picturesOf(deps: Deps, { files }: Planned, left: number): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  let room = left;
  for (const { file } of files) {
    if (!DRAWN.includes(file.mediaType) || file.bytes > room) continue;
    room -= file.bytes;
    const chunks: Uint8Array[] = [];
    for await (const chunk of await deps.storage.get(file.storageKey)) chunks.push(chunk);
    found.set(`file:${file.id}`, Buffer.concat(chunks));
  }
  return found;
}
