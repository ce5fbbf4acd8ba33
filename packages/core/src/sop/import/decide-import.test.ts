import { expect, it } from 'vitest';
import { decideImport, type ImportFacts } from './decide-import.ts';
import { cleanPath, type EntryFacts, judgeEntry, rootOf, sourceTypeOf } from './entry-rules.ts';
import { carryStepKeys, guessKind, guessPosition } from './guess-place.ts';
import { readSheet } from './read-sheet.ts';

const BOOLEANS = [false, true];
const known: NonNullable<ImportFacts['known']>[] = BOOLEANS.flatMap((isSame) =>
  BOOLEANS.flatMap((isObsolete) =>
    BOOLEANS.flatMap((mayEdit) =>
      (['none', 'ours', 'theirs'] as const).map((draft) => ({ isSame, isObsolete, mayEdit, draft })),
    ),
  ),
);

it('over every case: nothing is written over somebody’s draft, an obsolete document, or what one may not edit', () => {
  for (const each of known) {
    const decision = decideImport({ isBarred: false, isAttachment: false, known: each });
    if (decision !== 'update') continue;
    expect(each).toMatchObject({ isSame: false, isObsolete: false, mayEdit: true });
    expect(each.draft).not.toBe('theirs');
  }
});

it.each(known)('barred or an attachment, it is no document, whatever is known: %j', (each) => {
  expect(decideImport({ isBarred: true, isAttachment: false, known: each })).toBe('skip');
  expect(decideImport({ isBarred: false, isAttachment: true, known: each })).toBe('attach');
});

it('what nobody knows is new; what is as it was stays', () => {
  expect(decideImport({ isBarred: false, isAttachment: false, known: null })).toBe('create');
  const same = { isSame: true, isObsolete: false, mayEdit: true, draft: 'theirs' } as const;
  expect(decideImport({ isBarred: false, isAttachment: false, known: same })).toBe('unchanged');
});

const entry: EntryFacts = {
  name: 'a.md',
  isFolder: false,
  isSpecial: false,
  isEncrypted: false,
  packedBytes: 10,
  bytes: 20,
};
it.each([
  [{ name: '../a.md' }, 'unsafe_path'],
  [{ name: 'a/../../b.md' }, 'unsafe_path'],
  [{ name: '/etc/passwd' }, 'unsafe_path'],
  [{ name: 'C:\\Windows\\a.md' }, 'unsafe_path'],
  [{ name: '..\\..\\a.md' }, 'unsafe_path'],
  [{ name: 'a\u0000.md' }, 'unsafe_path'],
  [{ name: `${'很长'.repeat(200)}.md` }, 'name_too_long'],
  [{ isSpecial: true }, 'link_entry'],
  [{ isEncrypted: true }, 'encrypted'],
  [{ packedBytes: 1000, bytes: 50_000_000 }, 'inflates_too_much'],
  [{ packedBytes: 49_000_000, bytes: 50_000_000 }, 'file_too_large'],
])('an entry %j is refused: %s', (facts, problem) => {
  expect(judgeEntry({ ...entry, ...facts })).toEqual({ problem });
});

it('folders and leftovers of systems are passed over, an ordinary name is cleaned', () => {
  expect(judgeEntry({ ...entry, name: '图/', isFolder: true })).toBe('pass');
  for (const name of ['__MACOSX/a.md', 'x/.DS_Store', 'x/~$换模.docx', 'x/._a.md', 'Thumbs.db']) {
    expect(judgeEntry({ ...entry, name })).toBe('pass');
  }
  expect(judgeEntry({ ...entry, name: '.\\设备\\换模.md' })).toEqual({ path: '设备/换模.md' });
  expect(cleanPath('')).toBeNull();
});

it.each([
  ['设备部资料 (1).zip', '设备部资料'],
  ['设备部资料（2） - 副本.zip', '设备部资料'],
  ['SOP copy 2.zip', 'SOP'],
  ['2026 版.zip', '2026 版'],
  ['换模 -  副本  (3)  副本 2.zip', '换模'],
  ['SOP-copy.zip', 'SOP'],
  ['换模 - (2).zip', '换模 -'],
])('%s is known as %s', (name, root) => expect(rootOf(name)).toBe(root));

it('a name made of what copies add keeps nobody waiting', () => {
  const names = ['copy  ', '副本', '(1) ', '- copy 1', '  -  ', 'copy 1111 '].map((part) => part.repeat(40));
  const begun = performance.now();
  for (const name of names) for (const end of ['x.zip', '.zip', '.']) rootOf(name + end);
  expect(performance.now() - begun).toBeLessThan(200);
});

it('types go by the name: macros and archives are known for what they are', () => {
  expect(['a.DOCM', 'b.xlsm', 'c.rar', 'd.doc', 'e.svg', 'f'].map(sourceTypeOf)).toEqual([
    ...['macro', 'macro', 'archive', 'old', 'unknown', 'unknown'],
  ]);
});

const positions = [
  { key: 'production', name: '生产' },
  { key: 'finance', name: '财务' },
];
const rules = [{ rank: 1, positionKey: 'production', keywords: ['设备'], where: 'title_or_department' as const }];
it.each([
  [
    { said: '财务', path: '生产/a.md' },
    { key: 'finance', how: 'said' },
  ],
  [
    { said: '没有的', path: '生产/a.md' },
    { key: undefined, how: 'unknown' },
  ],
  [{ path: '资料/01 生产/SOP/a.md' }, { key: 'production', how: 'folder' }],
  [{ path: '设备部/a.md' }, { key: 'production', how: 'rule' }],
  [{ path: '杂项/a.md' }, { key: undefined, how: 'nothing' }],
])('the position of %j is %j', (source, found) => {
  expect(guessPosition(source, { positions, rules })).toEqual(found);
});

it.each([
  [
    { said: '岗位职责说明书', path: 'a.md', format: 'markdown' },
    { kind: 'job_description', isKnown: true },
  ],
  [
    { said: '作业指导', path: 'a.md', format: 'markdown' },
    { kind: 'sop', isKnown: true },
  ],
  [
    { said: '乱写', path: '会议/a.md', format: 'markdown' },
    { kind: 'meeting_record', isKnown: false },
  ],
  [
    { path: '会议纪要/0301.md', format: 'markdown' },
    { kind: 'meeting_record', isKnown: true },
  ],
  // Minutes are not written in steps: the folder is wrong, not the file.
  [
    { path: '会议纪要/换模.xlsx', format: 'sop' },
    { kind: 'sop', isKnown: true },
  ],
] as const)('the kind of %j is %j', (source, kind) => expect(guessKind(source)).toEqual(kind));

it('steps stay themselves: by what is done, else by their place', () => {
  const step = (action: string, key?: string) => ({
    action,
    standard: '',
    range: '',
    trouble: '',
    ...(key ? { key } : {}),
  });
  const about = {
    format: 'sop' as const,
    scope: '',
    trigger: '',
    frequency: '',
    inputs: [],
    output: '',
    exceptions: [],
  };
  const rest = { ...about, systems: [], contacts: [], forbidden: [] };
  const before = { ...rest, steps: [step('关机', 'a'), step('换模', 'b'), step('开机', 'c')] as never };
  const after = carryStepKeys(before, { ...rest, steps: [step('开机'), step('上锁'), step('关机'), step('新的')] });
  expect(after.format === 'sop' && after.steps.map(({ key }) => key)).toEqual(['c', 'b', 'a', undefined]);
});

it('a sheet without a header is none; a column that is none of ours is kept as text', () => {
  expect(
    readSheet(
      {
        name: 'x',
        rows: [
          ['甲', '乙'],
          ['1', '2'],
        ],
      },
      '表',
    ),
  ).toBeNull();
  const [row] = readSheet(
    {
      name: '问答',
      rows: [
        ['问题', '答案', '适用机型', '序号'],
        ['怎么关机', '按红色按钮', '三号机', '1'],
        ['', '', '', ''],
      ],
    },
    '表',
  ) as NonNullable<ReturnType<typeof readSheet>>;
  expect(row).toMatchObject({ part: '问答#怎么关机', content: { text: '按红色按钮\n\n**适用机型**：三号机' } });
});
