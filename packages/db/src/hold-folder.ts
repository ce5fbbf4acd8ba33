import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

const NAME = 'baton.lock';
/** How often a holder says that it is still there, for those who cannot see its process: other machines, containers. */
const BEAT_MS = 10_000;
const SILENT_MS = 30_000;

/** Who holds a folder. `started` tells a process from a later one with the same number; empty where nobody can say. */
type Holder = { host: string; pid: number; started: string };

/** What this process holds. */
const held = new Set<string>();

/**
 * Makes this process the only one that uses a folder, until the function it gives is called or the process ends, in
 * whatever way: a lock whose process is dead counts for nothing. Creates the folder.
 * @throws Error for people, when another process or another part of this one uses the folder
 */
export function holdFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(realpathSync(folder), NAME);
  const own = JSON.stringify({ host: hostname(), pid: process.pid, started: lifeOf(process.pid)?.started ?? '' });
  // Each round that does not get it found out that the lock it saw is gone; somebody faster leaves a living one.
  for (let round = 0; ; round += 1) {
    if (write(file, own)) break;
    const seen = read(file);
    if (seen !== null && (isHeld(file, seen) || round === 9)) throw new Error(sentence(folder, seen));
    if (seen !== null) takeAway(file, seen);
  }
  held.add(file);
  const beat = setInterval(() => {
    utimes(file, new Date(), new Date(), () => {}); // the folder may be gone; then there is nothing to hold
  }, BEAT_MS);
  beat.unref();
  let holds = true;
  return () => {
    if (!holds) return;
    holds = false;
    clearInterval(beat);
    held.delete(file);
    if (read(file) === own) rmSync(file, { force: true });
  };
}

function write(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const read = (file: string): string | null => unlessGone(() => readFileSync(file, 'utf8'));

/** Moved aside first: what is removed is what was judged, and not the lock of somebody who was faster. */
function takeAway(file: string, judged: string): void {
  const aside = `${file}.${process.pid}`;
  unlessGone(() => renameSync(file, aside));
  if (read(aside) === judged) rmSync(aside, { force: true });
  else unlessGone(() => renameSync(aside, file));
}

function isHeld(file: string, text: string): boolean {
  const holder = parse(text);
  if (holder?.host !== hostname()) {
    // Empty is a lock that is being written, or whose writer died over it.
    const beatAt = unlessGone(() => statSync(file).mtimeMs) ?? 0;
    return Date.now() - beatAt < SILENT_MS;
  }
  if (holder.pid === process.pid) return held.has(file);
  const life = lifeOf(holder.pid);
  return life !== null && (life.started === '' || holder.started === '' || life.started === holder.started);
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}

/** @returns null when no such process is alive; when it started, as the system counts, where that can be read */
function lifeOf(pid: number): { started: string } | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return null; // anything else is alive and not ours
  }
  try {
    // Linux, proc(5): behind the name, which may hold anything, the state is the 1st field and the start the 20th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Dead, and its parent has not asked yet.
    return fields[0] === 'Z' || fields[0] === 'X' ? null : { started: `${boot}/${fields[19]}` };
  } catch {
    return { started: '' };
  }
}

function unlessGone<T>(look: () => T): T | null {
  try {
    return look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function sentence(folder: string, text: string): string {
  const holder = parse(text);
  const elsewhere = holder?.host !== hostname();
  const [zh, en] = elsewhere
    ? [`另一台机器或容器（${holder?.host ?? '?'}）`, `another machine or container (${holder?.host ?? '?'})`]
    : [`进程 ${holder.pid}`, `process ${holder.pid}`];
  const [later, afterwards] = elsewhere
    ? ['；若它已经不在，半分钟后再试', '; if it is gone, try again in half a minute']
    : ['', ''];
  return (
    `数据目录 ${folder} 正由${zh}使用，同一时间只能有一个：请先停止它，或用 DATA_DIR 另选一个目录${later}。` +
    ` (in use by ${en}: stop it first, or choose another folder with DATA_DIR${afterwards})`
  );
}
