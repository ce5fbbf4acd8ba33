// Feeds one event from a file (as DingTalk's decrypted push) into the inbox and handles it. Safe to re-run: an event
// that is known already is one row. Example: npx tsx scripts/replay-event.ts event.json --dry-run
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseEvent } from '@baton/dingtalk';
import { acceptPush, type Deps, receiveEvent } from '@baton/flows';
import { runScript } from './operator/run-script.ts';

const help = 'npx tsx scripts/replay-event.ts <event.json> [--dry-run]   --dry-run 只解析并显示，不写入';

/** @returns what became of the event @throws EventError when the file is no event */
export async function replayEvent(deps: Deps, corpId: string, argv: readonly string[]): Promise<string> {
  const options = { 'dry-run': { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const [file] = positionals;
  if (!file) throw new Error(help);
  const text = readFileSync(file, 'utf8');
  if (values['dry-run']) return JSON.stringify(parseEvent(text, { receivedAt: deps.now() }), null, 2);
  const { outcome, key } = await acceptPush(deps, { corpId, text, source: 'replay' });
  if (key !== undefined) await receiveEvent(deps, corpId, key);
  return `${outcome} ${key ?? ''}`.trim();
}

await runScript(import.meta.url, help, replayEvent);
