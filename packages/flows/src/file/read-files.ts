import { type DocumentFileLine, findUnreadFile, lockDocument, putFileText, withCorp } from '@baton/db';
import type { Deps } from '../deps.ts';
import { indexDocument } from '../search/index-document.ts';
import { decodeText } from './source-files/decode-text.ts';
import { type OfficeReader, openOfficeReader } from './source-files/open-office-reader.ts';
import type { OfficeType } from './source-files/read-office.ts';
import { withoutBadCharacters } from './source-files/without-bad-characters.ts';

const OOXML = 'application/vnd.openxmlformats-officedocument';
/** How the text of a type is found; of other types there is none. */
const READS: Readonly<Record<string, OfficeType | 'plain'>> = {
  'application/pdf': 'pdf-text',
  [`${OOXML}.wordprocessingml.document`]: 'word-text',
  [`${OOXML}.spreadsheetml.sheet`]: 'sheet-text',
  'text/plain': 'plain',
  'text/csv': 'plain',
};
const MAX_TEXT = 1_000_000;
/** How long a file whose bytes do not come is asked for again. */
const PATIENCE_MS = 24 * 60 * 60 * 1000;

/**
 * Finds out what new files of documents say, so that search finds them. In a process of its own, one after the other; a
 * file that cannot be read is one without text. When the storage does not give it, it waits for the next run, for a day.
 */
export async function readFiles(deps: Deps, corpId: string): Promise<void> {
  let office: OfficeReader | null = null;
  const later: string[] = [];
  try {
    while (!deps.stopping.aborted) {
      const file = await withCorp(deps.db, corpId, (tx) => findUnreadFile(tx, corpId, later));
      if (!file) return;
      const type = READS[file.mediaType];
      if (type !== undefined && type !== 'plain') office ??= openOfficeReader();
      const text = type === undefined ? '' : await textOf(deps, file, type, office);
      if (text === null) {
        later.push(file.id);
        continue;
      }
      const kept = withoutBadCharacters(text).slice(0, MAX_TEXT);
      await keepText(deps, file, kept).catch(async (err: unknown) => {
        // One file that cannot be kept is one without text; the others do not wait behind it.
        deps.log.warn(
          { event: 'file.unindexed', corpId, fileId: file.id, err },
          'the text of a file could not be kept',
        );
        await keepText(deps, file, '');
      });
    }
  } finally {
    office?.close();
  }
}

/** Keeps what a file says, and makes its document findable by it. */
async function keepText(deps: Deps, file: DocumentFileLine, text: string): Promise<void> {
  const { corpId, documentId } = file;
  await withCorp(deps.db, corpId, async (tx) => {
    const found = await lockDocument(tx, corpId, documentId);
    await putFileText(tx, file, { text, readAt: deps.now() });
    if (found && text !== '') await indexDocument(tx, found.document);
  });
}

async function textOf(
  deps: Deps,
  file: DocumentFileLine,
  type: OfficeType | 'plain',
  office: OfficeReader | null,
): Promise<string | null> {
  const bytes = await bytesOf(deps, file);
  if (bytes === null) return deps.now().getTime() - file.createdAt.getTime() < PATIENCE_MS ? null : '';
  if (type === 'plain') return decodeText(bytes) ?? '';
  const read = await office?.read(type, file.name, bytes);
  return read && 'text' in read ? read.text : '';
}

/** @returns null when the storage does not give them */
async function bytesOf(deps: Deps, { corpId, storageKey }: DocumentFileLine): Promise<Buffer | null> {
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await deps.storage.get(storageKey)) chunks.push(chunk);
    return Buffer.concat(chunks);
  } catch (error) {
    deps.log.warn({ event: 'file.unreadable', corpId, storageKey, err: error }, 'a file could not be read for search');
    return null;
  }
}
