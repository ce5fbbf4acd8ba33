import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MIGRATIONS_FOLDER } from '../migrations.ts';

/** What names a database that was migrated once and is used again: it changes with every word of a migration. */
export function migrationsDigest(): string {
  const digest = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS_FOLDER).filter((entry) => entry.endsWith('.sql'))) {
    digest.update(name).update(readFileSync(join(MIGRATIONS_FOLDER, name)));
  }
  return digest.digest('hex').slice(0, 16);
}
