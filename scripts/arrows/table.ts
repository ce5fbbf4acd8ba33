/** A part of the repository with one name and one direction. */
export type Room = {
  /** Folder from the root. */
  folder: string;
  /** The name its package.json carries; null for the folders that no package owns. */
  packageName: string | null;
  /** Folders of the rooms it may import; 'any' for what nothing imports. */
  mayImport: readonly string[] | 'any';
  /** Source folders that must run anywhere and answer the same twice: no node:*, no clock, no chance. */
  pure?: readonly string[];
};

/** The arrows of docs/ARCHITECTURE.md. */
export const rooms: readonly Room[] = [
  { folder: 'packages/core', packageName: '@baton/core', mayImport: [], pure: ['packages/core/src'] },
  { folder: 'packages/api', packageName: '@baton/api', mayImport: ['packages/core'] },
  { folder: 'packages/db', packageName: '@baton/db', mayImport: ['packages/core'] },
  { folder: 'packages/dingtalk', packageName: '@baton/dingtalk', mayImport: [] },
  {
    folder: 'packages/flows',
    packageName: '@baton/flows',
    mayImport: ['packages/core', 'packages/db', 'packages/dingtalk'],
  },
  {
    folder: 'apps/server',
    packageName: '@baton/server',
    mayImport: ['packages/api', 'packages/flows', 'packages/core'],
  },
  { folder: 'apps/mini-app', packageName: '@baton/mini-app', mayImport: ['packages/api', 'packages/core'] },
  { folder: 'apps/sandbox', packageName: '@baton/sandbox', mayImport: [] },
  { folder: 'scripts', packageName: null, mayImport: 'any' },
  { folder: 'test', packageName: null, mayImport: 'any' },
];

/** Single files that may import more than their room: the composition root constructs what the others are handed. */
export const exceptions: ReadonlyMap<string, readonly string[]> = new Map([
  ['apps/server/src/compose.ts', ['packages/db', 'packages/dingtalk']],
]);

/** Rooms whose files end up in a browser: no node:* there either (their build configuration is outside src). */
export const browserFolders: readonly string[] = ['packages/api/src', 'apps/mini-app/src', 'apps/sandbox/page/src'];
