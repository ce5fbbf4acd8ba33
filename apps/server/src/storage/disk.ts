import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileStorage } from '@baton/flows';

/** A key is ours, never a user's: `[a-z0-9-]`, so that it cannot leave the folder. */
const KEY = /^[a-z0-9][a-z0-9/-]{0,199}$/;

/**
 * Files in a folder. Written under a temporary name and renamed, so that a crash leaves no half file behind a key.
 * @param dir absolute or relative folder; made when missing
 */
export function diskStorage(dir: string): FileStorage {
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error('storage key is not one of ours');
    return join(dir, key);
  };
  return {
    async put(key, bytes) {
      const path = pathOf(key);
      await mkdir(join(path, '..'), { recursive: true });
      const temporary = `${path}.${randomUUID()}.part`;
      const hash = createHash('sha256');
      let size = 0;
      try {
        await pipeline(
          bytes,
          async function* (source: AsyncIterable<Uint8Array>) {
            for await (const chunk of source) {
              size += chunk.byteLength;
              hash.update(chunk);
              yield chunk;
            }
          },
          createWriteStream(temporary, { mode: 0o600 }),
        );
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      return { bytes: size, sha256: hash.digest('hex') };
    },
    async get(key) {
      const stream = createReadStream(pathOf(key));
      await new Promise<void>((resolve, reject) => {
        stream.once('open', () => resolve());
        stream.once('error', reject);
      });
      return stream;
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
