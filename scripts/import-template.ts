// Makes an edited checklist the current version; cases under way keep theirs. Safe to re-run: same content, no change.
// Example: npx tsx scripts/export-template.ts sales > sales.json  (edit)  npx tsx scripts/import-template.ts sales.json
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseTemplate } from '@baton/core';
import { type Deps, importTemplate } from '@baton/flows';
import { runScript } from './operator/run-script.ts';

const help = `npx tsx scripts/import-template.ts <file.json> [--dry-run] [--note 说明]
--dry-run 只检查，不写入。先用 scripts/export-template.ts 取得现有模板。`;

/** @returns what was done @throws Error that lists every problem of the file, each with its place */
export async function importFromFile(deps: Deps, corpId: string, argv: readonly string[]): Promise<string> {
  const options = { 'dry-run': { type: 'boolean' }, note: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [file] = positionals;
  if (!file) throw new Error(help);
  const json = readJson(file);
  const parsed = parseTemplate(json);
  if ('problems' in parsed) {
    const lines = parsed.problems.map(({ path, problem }) => `  ${path}: ${problem}`);
    throw new Error(`${file} 有 ${lines.length} 处问题，什么也没有写入：\n${lines.join('\n')}`);
  }
  if (values['dry-run']) return `${file} 没有问题：${parsed.template.name}，${parsed.template.items.length} 项。`;
  const done = await importTemplate(deps, corpId, { json, by: 'script', note: values.note ?? '' });
  return done.changed
    ? `${done.key} 现在是第 ${done.version} 版。`
    : `${done.key} 与第 ${done.version} 版相同，没有改动。`;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} 读不出来：${(error as Error).message}`);
  }
}

await runScript(import.meta.url, help, importFromFile);
