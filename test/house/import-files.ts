import type { ImportFileView, ImportView } from '@baton/api/client';
import type { House } from './start-house.ts';

/** Uploads files into a new import of this person and has them looked through. @returns the report's head */
export async function lookThrough(
  house: House,
  userId: string,
  files: Readonly<Record<string, Buffer>>,
): Promise<ImportView> {
  const call = await house.as(userId);
  const { id } = await call('createImport');
  for (const [name, bytes] of Object.entries(files)) await upload(house, userId, id, name, bytes);
  await call('scanImport', { params: { id } });
  await house.settle();
  return call('readImport', { params: { id } });
}

/** One upload, as the page sends it. */
export async function upload(
  house: House,
  userId: string,
  importId: string,
  name: string,
  bytes: Buffer,
): Promise<{ status: number; body: ImportView & { error?: { code: string } } }> {
  const { token } = await house.sessionOf(userId);
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${house.server.url}/api/imports/${importId}/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return { status: response.status, body: (await response.json()) as ImportView };
}

/** Every source of the report, page after page. */
export async function reportOf(
  house: House,
  userId: string,
  id: string,
  filter: 'all' | 'problems' | 'failed' = 'all',
): Promise<ImportFileView[]> {
  const call = await house.as(userId);
  const rows: ImportFileView[] = [];
  for (let after: number | null = -1; after !== null; ) {
    const page: { rows: ImportFileView[]; next: number | null } = await call('listImportFiles', {
      params: { id },
      query: { filter, after, limit: 200 },
    });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}
