import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { findCycles } from './find-cycles.ts';
import { listSources } from './list-sources.ts';
import { readImports } from './read-imports.ts';
import { browserFolders, exceptions, type Room, rooms } from './table.ts';

const manifestSchema = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
type Manifest = z.infer<typeof manifestSchema>;

/** Where, and what is wrong with it: `packages/core/src/x.ts:3 imports node:fs; this folder is pure`. */
export type Violation = string;

/**
 * Checks the one-way arrows of the repository at `root` against table.ts.
 * @returns how many files were read, and every violation. A room without a file, or a package without a room, is one.
 */
export function checkArrows(root: string): { files: number; violations: readonly Violation[] } {
  const files = listSources(root).filter((file) => roomOf(file) !== undefined);
  const manifests = readManifests(root);
  const violations: Violation[] = [...checkRooms(root, files), ...checkManifests(manifests)];
  const edges = new Map<string, string[]>();
  for (const file of files) {
    const room = roomOf(file);
    if (room === undefined) continue;
    const read = readImports(file, readFileSync(join(root, file), 'utf8'));
    violations.push(...read.errors.map((error) => `${file} cannot be read: ${error}`));
    const isTest = /\.(test|story)\.tsx?$/.test(file);
    if (!isTest && inAny(file, room.pure ?? [])) {
      violations.push(
        ...read.impure.map(({ what, line }) => `${file}:${line} uses ${what}; time and chance are arguments`),
      );
    }
    const targets: string[] = [];
    for (const { specifier, line } of read.imports) {
      const answer = judge({ root, file, room, specifier, isTest, manifests });
      if (answer.problem !== undefined) violations.push(`${file}:${line} ${answer.problem}`);
      if (answer.target !== undefined) targets.push(answer.target);
    }
    edges.set(file, targets);
  }
  violations.push(...findCycles(edges).map((cycle) => `cycle: ${cycle.join(' → ')}`));
  return { files: files.length, violations };
}

type Question = {
  root: string;
  file: string;
  room: Room;
  specifier: string;
  isTest: boolean;
  manifests: ReadonlyMap<string, Manifest>;
};

/** Judges one import; `target` is the file it leads to when that is one of ours. */
function judge(question: Question): { problem?: string; target?: string } {
  const { file, room, specifier, isTest } = question;
  if (specifier === '<computed>') {
    return room.mayImport === 'any' ? {} : { problem: 'imports a computed name, which no check can follow' };
  }
  if (specifier.startsWith('.')) return judgeRelative(question);
  if (isBuiltin(specifier)) {
    const forbidden = !isTest && inAny(file, [...(room.pure ?? []), ...browserFolders]);
    return forbidden ? { problem: `imports ${specifier}; this folder runs without Node` } : {};
  }
  return judgePackage(question);
}

function judgeRelative({ root, file, room, specifier }: Question): { problem?: string; target?: string } {
  const target = posix.join(posix.dirname(file), specifier.replace(/[?#].*$/, ''));
  if (target.startsWith('..')) return { problem: `imports ${specifier}, outside the repository` };
  if (room.mayImport !== 'any' && !inAny(target, [room.folder])) {
    return { problem: `imports ${specifier}; a relative import stays in ${room.folder}` };
  }
  const path = join(root, target);
  return existsSync(path) && statSync(path).isFile()
    ? { target }
    : { problem: `imports ${specifier}, which is no file` };
}

function judgePackage({ root, file, room, specifier, isTest, manifests }: Question): {
  problem?: string;
  target?: string;
} {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const own = manifests.get(room.packageName === null ? '' : room.folder);
  // Tests, and build configuration outside src, stay behind when a package ships.
  const ships = !isTest && room.packageName !== null && file.includes('/src/');
  const declared = { ...own?.dependencies, ...(ships ? {} : own?.devDependencies) };
  // Tests run with the root's tools (vitest, fast-check, …); the workspace's own packages are never such a tool.
  const isTool = isTest && !name.startsWith('@baton/') && name in (manifests.get('')?.devDependencies ?? {});
  const other = rooms.find((candidate) => candidate.packageName === name);
  if (other === undefined) {
    const known = name in declared || isTool || name === own?.name;
    return known ? {} : { problem: `imports ${name}, which ${room.folder}/package.json does not declare` };
  }
  const entry = `${other.folder}/src/index.ts`;
  const target = specifier === name && existsSync(join(root, entry)) ? { target: entry } : {};
  if (room.mayImport === 'any') return target;
  const allowed = [...room.mayImport, ...(exceptions.get(file) ?? [])];
  if (!allowed.includes(other.folder)) return { problem: `imports ${name}; ${room.folder} may not` };
  if (!(name in declared)) return { problem: `imports ${name}, which ${room.folder}/package.json does not declare` };
  return target;
}

/** Every folder under apps/ and packages/ is a room of the table, and every room has files. */
function checkRooms(root: string, files: readonly string[]): Violation[] {
  const inTable = new Set(rooms.map((room) => room.folder));
  const unknown = ['apps', 'packages']
    .filter((parent) => existsSync(join(root, parent)))
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .filter((folder) => existsSync(join(root, folder, 'package.json')) && !inTable.has(folder));
  const empty = rooms.filter((room) => !files.some((file) => inAny(file, [room.folder])));
  return [
    ...unknown.map((folder) => `${folder} is no room of scripts/arrows/table.ts`),
    ...empty.map((room) => `${room.folder} has no source file; nothing was checked there`),
  ];
}

/** What a package declares may go no further than what its files may import. */
function checkManifests(manifests: ReadonlyMap<string, Manifest>): Violation[] {
  return rooms.flatMap((room) => {
    const manifest = manifests.get(room.folder);
    if (room.packageName === null || room.mayImport === 'any') return [];
    if (manifest?.name !== room.packageName) return [`${room.folder}/package.json must be named ${room.packageName}`];
    const extra = [...exceptions].filter(([file]) => inAny(file, [room.folder])).flatMap(([, folders]) => folders);
    const allowed = [...room.mayImport, ...extra];
    return rooms
      .filter((other) => other.packageName !== null && !allowed.includes(other.folder))
      .filter((other) => (other.packageName ?? '') in { ...manifest.dependencies, ...manifest.devDependencies })
      .map((other) => `${room.folder}/package.json declares ${other.packageName}; ${room.folder} may not import it`);
  });
}

/** package.json of the root (under '') and of every room that has one. */
function readManifests(root: string): ReadonlyMap<string, Manifest> {
  const folders = ['', ...rooms.filter((room) => room.packageName !== null).map((room) => room.folder)];
  const read = (folder: string) =>
    manifestSchema.parse(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')));
  return new Map(folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).map((f) => [f, read(f)]));
}

function roomOf(file: string): Room | undefined {
  return rooms.find((room) => inAny(file, [room.folder]));
}

function inAny(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file.startsWith(`${folder}/`));
}
