import { randomUUID } from 'node:crypto';
import { AppError, rootOf, sourceTypeOf, ZIP_LIMITS } from '@baton/core';
import { insertImportUpload, listImportUploads } from '@baton/db';
import type { Deps, Session } from '../deps.ts';
import { extensionOf } from '../file/clean-file-name.ts';
import { dropStored } from '../item/drop-files.ts';
import { changeImport } from './change-import.ts';

const MAX_UPLOADS = 50;
const MAX_BYTES = 300 * 1024 * 1024;

/**
 * Adds a file to an import that is still being put together. The same file again is there once.
 * @param input.name as the person's device has it; only shown, and what the file is known by the next time
 * @throws AppError not_found, conflict once it is being looked through, file_too_large, files_full
 */
export async function uploadImport(
  deps: Deps,
  session: Session,
  { importId, name, bytes }: { importId: string; name: string; bytes: AsyncIterable<Uint8Array> },
) {
  const { corpId, actor } = session;
  const from = ['choosing'] as const;
  await changeImport(deps, session, importId, { from, work: (tx) => requireRoom(tx, 0) });
  const storageKey = `import${randomUUID()}${randomUUID()}`.replaceAll('-', '');
  let isKept = false;
  try {
    const stored = await deps.storage.put(storageKey, limited(bytes));
    const shown = shownName(name);
    const view = await changeImport(deps, session, importId, {
      from,
      work: async (tx) => {
        await requireRoom(tx, stored.bytes);
        const there = await listImportUploads(tx, corpId, [importId]);
        if (there.some((row) => row.sha256 === stored.sha256 && row.name === shown)) return {};
        const root = sourceTypeOf(shown) === 'archive' ? rootOf(shown) : `*${actor.userId}`;
        const row = { corpId, id: randomUUID(), importId, name: shown, root, storageKey, ...stored };
        await insertImportUpload(tx, { ...row, createdAt: deps.now() });
        isKept = true;
        return {};
      },
    });
    return view;
  } finally {
    if (!isKept) await dropStored(deps, corpId, [storageKey]);
  }

  async function requireRoom(tx: Parameters<typeof listImportUploads>[0], more: number) {
    const there = await listImportUploads(tx, corpId, [importId]);
    const total = there.reduce((sum, row) => sum + row.bytes, more);
    if (there.length >= MAX_UPLOADS || total > MAX_BYTES) {
      throw new AppError('files_full', { files: MAX_UPLOADS, bytes: MAX_BYTES });
    }
    return {};
  }
}

/** The last part of a name, without what copies add to it: 「流程 (1).docx」 is 「流程.docx」. */
function shownName(name: string): string {
  const clean = (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  const last = [...clean].slice(-200).join('');
  const extension = extensionOf(last);
  return `${rootOf(last) || '未命名'}${extension === '' ? '' : `.${extension}`}`;
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > ZIP_LIMITS.uploadBytes) throw new AppError('file_too_large', { limit: ZIP_LIMITS.uploadBytes });
    yield chunk;
  }
}
