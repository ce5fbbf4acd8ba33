// Checks the one-way arrows between rooms (scripts/arrows/table.ts). Reads only. Example: npx tsx scripts/check-arrows.ts
import { fileURLToPath } from 'node:url';
import { checkArrows } from './arrows/check-arrows.ts';

const { files, violations } = checkArrows(fileURLToPath(new URL('..', import.meta.url)));
for (const violation of violations) console.error(violation);
console.log(`${files} files, ${violations.length} violation(s) of the arrows`);
if (files === 0 || violations.length > 0) process.exitCode = 1;
