import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from './connect.ts';
import { holdFolder } from './hold-folder.ts';

let folder: string;
let lock: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-hold-'));
  lock = join(folder, 'baton.lock');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Another process that holds the folder and then waits for its end. */
async function other(): Promise<ChildProcess> {
  const code = `const { holdFolder } = await import(${JSON.stringify(new URL('./hold-folder.ts', import.meta.url).href)});
    try { holdFolder(${JSON.stringify(folder)}); console.log('held'); } catch (error) { console.log(error.message); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}
const said = async (child: ChildProcess) => String((await once(child.stdout as NodeJS.EventEmitter, 'data'))[0]).trim();

/** A lock as somebody else left it. */
function leave(holder: object | string, silentForMs = 0): void {
  writeFileSync(lock, typeof holder === 'string' ? holder : JSON.stringify(holder));
  const at = new Date(Date.now() - silentForMs);
  utimesSync(lock, at, at);
}

test('one holder at a time, under whatever name the folder goes; given back, the next may have it', () => {
  const release = holdFolder(folder);
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  expect(() => holdFolder(folder)).toThrow(`进程 ${process.pid}`);
  expect(() => holdFolder(join(folder, '.'))).toThrow('DATA_DIR');
  expect(() => holdFolder(link)).toThrow('in use by process');
  rmSync(link);
  release();
  expect(existsSync(lock)).toBe(false);
  holdFolder(folder)();
  release(); // once more is harmless
  const again = holdFolder(folder);
  release();
  expect(() => holdFolder(folder)).toThrow('DATA_DIR');
  again();
});

test('another living process is named and refused; killed, its folder is free at once', async () => {
  const first = await other();
  expect(await said(first)).toBe('held');
  expect(() => holdFolder(folder)).toThrow(`in use by process ${first.pid}`);
  expect(await said(await other())).toContain(`进程 ${first.pid}`);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const release = holdFolder(folder);
  expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
  release();
}, 60_000);

test('of many that find the lock of a dead process, one gets the folder', async () => {
  leave({ host: hostname(), pid: 2 ** 22 + 1, started: '' });
  const answers = await Promise.all(Array.from({ length: 4 }, async () => said(await other())));
  expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
  expect(answers.filter((answer) => answer.includes('DATA_DIR'))).toHaveLength(3);
}, 60_000);

test('a number that another process has now, this one too, is not the holder', () => {
  leave({ host: hostname(), pid: process.pid, started: 'long ago' }); // the first process of every container is 1
  holdFolder(folder)();
  if (process.platform === 'linux') {
    leave({ host: hostname(), pid: process.ppid, started: 'long ago' });
    holdFolder(folder)();
  }
  leave({ host: hostname(), pid: process.ppid, started: '' });
  expect(() => holdFolder(folder)).toThrow(`in use by process ${process.ppid}`);
});

test('a holder on another machine counts as long as it says so', () => {
  leave({ host: 'elsewhere', pid: 1, started: '' });
  expect(() => holdFolder(folder)).toThrow('elsewhere');
  leave({ host: 'elsewhere', pid: 1, started: '' }, 60_000);
  holdFolder(folder)();
  leave('');
  expect(() => holdFolder(folder)).toThrow('try again in half a minute');
  leave('', 60_000);
  holdFolder(folder)();
});

test('an embedded database lets nobody else in, and is free again when it is closed or could not be opened', async () => {
  const data = join(folder, 'pglite');
  const first = await connect(`pglite:${data}`);
  await expect(connect(`pglite:${data}`)).rejects.toThrow(`in use by process ${process.pid}`);
  await first.close();
  const broken = join(folder, 'broken');
  const release = holdFolder(broken);
  release();
  writeFileSync(join(broken, 'PG_VERSION'), '9');
  await expect(connect(`pglite:${broken}`)).rejects.toThrow();
  holdFolder(broken)();
}, 60_000);
