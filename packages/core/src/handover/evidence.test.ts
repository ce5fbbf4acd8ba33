import { describe, expect, it } from 'vitest';
import { checkEvidence, saysNothing } from './evidence.ts';
import type { EvidenceContent, EvidenceNeed, Level } from './model.ts';

const PURPOSE = '打开后可按步骤独立完成一次发布';
const file: EvidenceContent = { type: 'FILE', fileIds: ['f1'], purpose: PURPOSE };
const list: EvidenceContent = { type: 'LIST', columns: ['事项', '风险'], rows: [['设备联调', '无']], noneBecause: '' };
const meet: EvidenceContent = {
  type: 'MEET',
  url: 'https://meeting.example/1',
  fileIds: [],
  heldOn: '2026-12-01',
  summary: '讲解了发布流程，接收人复述了要点',
};
const demo: EvidenceContent = { type: 'DEMO', result: 'pass', note: '' };
const codes = (
  contents: EvidenceContent[],
  evidence: EvidenceNeed = [],
  level: Level = 'must',
  signer: string | null = null,
) =>
  checkEvidence({ evidence, level }, contents, { signerName: signer }).map(({ code, field }) =>
    field ? `${code}:${field}` : code,
  );

describe('required types', () => {
  const cases: [string, EvidenceNeed, EvidenceContent[], string[]][] = [
    ['one type', [['LIST']], [list], []],
    ['one type missing', [['LIST']], [], ['type_missing']],
    ['both of two', [['LIST'], ['FILE']], [list], ['type_missing']],
    ['either of two', [['MEET', 'FILE']], [file], []],
    ['neither of two', [['MEET', 'FILE']], [list], ['type_missing']],
    ['a DEMO is given when accepting', [['LIST'], ['DEMO']], [list], []],
    ['a DEMO among alternatives is asked for', [['DEMO', 'FILE']], [], ['type_missing']],
    ['a DEMO of the doer counts for nothing', [['DEMO', 'FILE']], [demo], ['type_missing']],
    ['more than asked for is welcome', [['LIST']], [list, file], []],
  ];
  it.each(cases)('%s', (_name, evidence, contents, expected) => {
    expect(codes(contents, evidence)).toEqual(expected);
  });
  it('names the types that would do, and the evidence at fault', () => {
    expect(checkEvidence({ evidence: [['MEET', 'FILE']], level: 'must' }, [{ ...list, rows: [] }])).toEqual([
      { code: 'type_missing', types: ['MEET', 'FILE'], index: null, field: null },
      { code: 'list_empty', types: ['LIST'], index: 0, field: 'rows' },
    ]);
  });
});

describe('content of ★ items, by type', () => {
  const cases: [string, EvidenceContent, string[]][] = [
    ['file', file, []],
    ['file without file', { ...file, fileIds: [] }, ['file_missing:fileIds']],
    ['file without purpose', { ...file, purpose: ' ' }, ['text_missing:purpose']],
    ['file with a purpose of nine characters', { ...file, purpose: '发布步骤说明文档。' }, ['text_too_short:purpose']],
    ['photo', { type: 'PHOTO', fileIds: ['p'], note: '' }, []],
    ['photo without photo', { type: 'PHOTO', fileIds: [], note: '' }, ['file_missing:fileIds']],
    [
      'photo with a note that says nothing',
      { type: 'PHOTO', fileIds: ['p'], note: '已交接' },
      ['text_says_nothing:note'],
    ],
    ['link', { type: 'LINK', url: 'https://docs.example/a', purpose: PURPOSE }, []],
    ['link into DingTalk', { type: 'LINK', url: 'dingtalk://dingtalkclient/x', purpose: PURPOSE }, []],
    ['link that is none', { type: 'LINK', url: '见知识库', purpose: PURPOSE }, ['link_invalid:url']],
    ['script as link', { type: 'LINK', url: 'javascript:alert(1)', purpose: PURPOSE }, ['link_invalid:url']],
    ['meeting', meet, []],
    ['meeting by file', { ...meet, url: '', fileIds: ['m'] }, []],
    ['meeting without record', { ...meet, url: '' }, ['meeting_missing:url']],
    ['meeting with a bad link', { ...meet, url: '会议' }, ['link_invalid:url']],
    ['meeting on no day', { ...meet, heldOn: '2026-02-30' }, ['day_invalid:heldOn']],
    ['list', list, []],
    ['list of nothing', { ...list, rows: [] }, ['list_empty:rows']],
    [
      'list with an empty row',
      {
        ...list,
        rows: [
          ['设备联调', ''],
          ['无', '／'],
        ],
      },
      ['row_says_nothing:rows'],
    ],
    ['list of a row that lists nothing', { ...list, rows: [['1']] }, ['row_says_nothing:rows']],
    ['list of filler', { ...list, rows: [['啊啊啊啊', '啊啊']] }, ['row_says_nothing:rows']],
    ['list with one row too short', { ...list, rows: [...list.rows, ['3', '']] }, ['row_says_nothing:rows']],
    ['explicitly none', { ...list, rows: [], noneBecause: '本岗位不对外签约，确认没有在途合同' }, []],
    ['none without because', { ...list, rows: [], noneBecause: '确认没有' }, ['text_says_nothing:noneBecause']],
    ['approval', { type: 'APPR', processInstanceId: 'proc-1', note: '' }, []],
    [
      'approval without number',
      { type: 'APPR', processInstanceId: ' ', note: '' },
      ['approval_missing:processInstanceId'],
    ],
    ['system', { type: 'SYS', statement: '待我审批已清零，截至今天上午十点' }, []],
    ['system without statement', { type: 'SYS', statement: '' }, ['text_missing:statement']],
    ['signature', { type: 'SIGN', signedName: '张建国', statement: '' }, []],
    ['signature missing', { type: 'SIGN', signedName: '', statement: '' }, ['signature_missing:signedName']],
    ['demo', { type: 'DEMO', result: 'pass', note: '' }, []],
  ];
  it.each(cases)('%s', (_name, content, expected) => {
    expect(codes([content])).toEqual(expected);
  });
  it('takes pictures for photos, and nothing else', () => {
    const photo = (...fileIds: string[]): EvidenceContent => ({ type: 'PHOTO', fileIds, note: '' });
    const images = new Set(['png', 'jpg']);
    const check = (content: EvidenceContent) => checkEvidence({ evidence: [], level: 'may' }, [content], { images });
    expect(check(photo('png', 'jpg'))).toEqual([]);
    expect(check(photo('png', 'txt'))).toMatchObject([{ code: 'photo_is_no_image', field: 'fileIds', index: 0 }]);
    expect(check({ ...file, fileIds: ['txt'] })).toEqual([]);
  });
  it('compares a signature with who hands in', () => {
    const sign: EvidenceContent = { type: 'SIGN', signedName: ' 张 建国 ', statement: '' };
    expect(codes([sign], [], 'must', '张建国')).toEqual([]);
    expect(codes([sign], [], 'must', '李明')).toEqual(['signature_mismatch:signedName']);
  });
});

describe('● and ○ items', () => {
  it.each(['should', 'may'] as const)('%s: a text has to be there, not to be long', (level) => {
    expect(codes([{ ...file, purpose: '说明' }], [], level)).toEqual([]);
    expect(codes([{ ...file, purpose: '' }], [], level)).toEqual(['text_missing:purpose']);
    expect(codes([{ ...list, rows: [] }], [], level)).toEqual(['list_empty:rows']);
    expect(codes([{ ...list, rows: [['无', '']] }], [], level)).toEqual(['row_says_nothing:rows']);
    expect(codes([{ ...list, rows: [['1']] }], [], level)).toEqual([]);
  });
});

describe('saysNothing', () => {
  it.each(
    [
      ...[
        '无',
        '无。',
        ' 无 ',
        '　无　',
        '（无）',
        '无，无，无',
        '已同步',
        '已 同 步',
        '已同步！！',
        '詳',
        '详见附件',
        '详见附件。',
        '见附件',
      ],
      ...['无无无无无无无无无无', '已同步已同步已同步', '已沟通已交接已完成', '无 已同步无', '好的好的好的好的好的'],
      ...['ＯＫ', 'ok', 'N/A', 'n／a', '…', '---', '已交接，详见附件', '无\u200b', '同上', '略'],
    ].filter((text) => text !== '詳'),
  )('%j', (text) => {
    expect(saysNothing(text)).toBe(true);
  });
  it.each(['', '无锡工厂', '详见附件第三页的调试步骤', '已同步给王磊并演示', '无法登录时联系信息中心', '设备'])(
    'not %j',
    (text) => {
      expect(saysNothing(text)).toBe(false);
    },
  );
  it.each(['测试测试测试测试测试', '啊啊啊啊啊啊啊啊啊啊', '1111111111', 'asasasasasas'])(
    'filler on ★: %s',
    (purpose) => {
      expect(codes([{ ...file, purpose }])).toEqual(['text_says_nothing:purpose']);
      expect(codes([{ ...file, purpose }], [], 'may')).toEqual([]);
    },
  );
  it('reads the longest text once, however many ways there are to take it apart', () => {
    // 无内容 + 见附件 and 无 + 内容见附件 are the same letters: 3,000 of them have 2^500 readings.
    const twofold = '无内容见附件'.repeat(500);
    expect(saysNothing(twofold)).toBe(true);
    expect(saysNothing(`${twofold}x`)).toBe(false);
    expect(codes([{ ...file, purpose: `${twofold}x` }])).toEqual([]);
    expect(codes([{ ...list, rows: [[`${twofold}x`, twofold]] }])).toEqual([]);
  });
  it('refuses them on ★ items in any dress', () => {
    for (const purpose of ['无', '详见附件', '　已同步　', '已交接，详见附件。', 'Ｎ／Ａ']) {
      expect(codes([{ ...file, purpose }])).toEqual(['text_says_nothing:purpose']);
    }
  });
});
