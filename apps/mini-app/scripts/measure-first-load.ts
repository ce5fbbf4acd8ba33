/**
 * Adds up what a phone downloads before the inbox can be read: index.html, and every script and stylesheet that it
 * names, gzipped. The client's SDK is left out: it loads beside these, inside DingTalk only (printed for information).
 * Needs a build; safe to run again; exit 1 over budget. Example: `npx tsx apps/mini-app/scripts/measure-first-load.ts`
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 95;
const dist = join(import.meta.dirname, '..', 'dist');
const sizeOf = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const say = (file: string, bytes: number): void => console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${file}`);

const html = readFileSync(join(dist, 'index.html'), 'utf8');
const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] as string);
const files = ['index.html', ...new Set(named)];
if (files.length < 3) throw new Error('index.html names no scripts: build first');

const sizes = files.map((file) => [file, sizeOf(file)] as const);
for (const [file, bytes] of sizes) say(file, bytes);
const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
const sdk = readdirSync(join(dist, 'assets')).find((name) => /^dingtalk-.*\.js$/.test(name));
if (sdk) say(`(beside them, in DingTalk) assets/${sdk}`, sizeOf(`assets/${sdk}`));
say(`first load, of ${BUDGET_KB} KB`, total);
if (total > BUDGET_KB * 1024) process.exitCode = 1;
