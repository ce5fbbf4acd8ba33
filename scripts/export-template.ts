// Prints a checklist as JSON, to edit and import again. Reads only.
// Example: npx tsx scripts/export-template.ts sales > sales.json
import { parseArgs } from 'node:util';
import { type Deps, readTemplate } from '@baton/flows';
import { runScript } from './operator/run-script.ts';

const help = 'npx tsx scripts/export-template.ts <模板 key，例如 base、sales、production>';

/** @returns the current version as JSON @throws AppError not_found (details.known: the keys there are) */
export async function exportTemplate(deps: Deps, corpId: string, argv: readonly string[]): Promise<string> {
  const [key] = parseArgs({ args: [...argv], allowPositionals: true }).positionals;
  if (!key) throw new Error(help);
  return JSON.stringify(await readTemplate(deps, corpId, key), null, 2);
}

await runScript(import.meta.url, help, exportTemplate);
