import { type OfficeType, readOffice } from './read-office.ts';

/**
 * The program of a process of its own that reads office files for somebody else: it has no environment, no database and
 * no secrets, its memory is bounded, and whoever started it kills it when it takes too long. See open-office-reader.ts.
 */
export type OfficeQuestion = { id: number; type: OfficeType; path: string; bytes: Uint8Array };

process.on('message', async ({ id, type, path, bytes }: OfficeQuestion) => {
  const read = await readOffice(type, path, bytes).catch(() => ({ problem: { code: 'broken' as const } }));
  process.send?.({ id, read });
});
process.on('disconnect', () => process.exit());
