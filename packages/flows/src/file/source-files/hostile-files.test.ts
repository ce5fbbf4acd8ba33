import { afterAll, describe, expect, it } from 'vitest';
import { docxOf, PNG, pdfOf, rawZipOf, wordLine, wordPicture, xlsxOf, zipOf } from '../../testing/make-files.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { decodeText } from './decode-text.ts';
import { plainToMarkdown } from './escape-markdown.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { openImportStore } from './import-store.ts';
import { openOfficeReader } from './open-office-reader.ts';
import { readOffice } from './read-office.ts';
import { readSource } from './read-source.ts';
import { walkUpload } from './walk-upload.ts';

/** Files made to do harm, or merely broken: each is answered by name, and the others go on. */

const office = openOfficeReader();
afterAll(() => office.close());
const storage = memoryStorage();

/** Everything a zip comes to: documents by path, and problems. */
async function walked(bytes: Buffer, name = 'folder.zip') {
  const deps = { office, store: openImportStore(storage, { importId: 'i', there: [] }), named: new Map() };
  await storage.put('up', [bytes] as never);
  return walkUpload(storage, { name, storageKey: 'up', bytes: bytes.length }, async (walk) => {
    const found: Record<string, { problems: string[]; text: string }> = {};
    for (const file of walk.files) {
      const read = await readSource(deps, walk, file);
      const [document] = read.documents;
      found[file.path] = {
        problems: [...read.problems, ...(document?.problems ?? [])].map(({ code }) => code),
        text: document?.content.format === 'markdown' ? document.content.text : '',
      };
    }
    return found;
  });
}
const utf8 = (text: string) => Buffer.from(text);
/** 换模.md as Chinese Windows writes it. */
const GBK_NAME = Buffer.from([0xbb, 0xbb, 0xc4, 0xa3, 0x2e, 0x6d, 0x64]);

describe('archives', () => {
  it('names in GBK without a flag, content in GBK too', async () => {
    const zip = rawZipOf([{ name: GBK_NAME, bytes: Buffer.from([0xb9, 0xd8, 0xbb, 0xfa]) }]);
    expect(await walked(zip)).toEqual({ '换模.md': { problems: [], text: '关机' } });
  });

  it('paths that lead out, links, and entries that lie are named; the rest is read', async () => {
    const zip = rawZipOf([
      { name: utf8('../../etc/cron.d/x.md'), bytes: utf8('x') },
      { name: utf8('/root/x.md'), bytes: utf8('x') },
      { name: utf8('link.md'), bytes: utf8('/etc/passwd'), attributes: 0xa1ff0000 },
      { name: utf8('secret.md'), bytes: utf8('x'), flags: 1, deflated: true },
      { name: utf8('lies.md'), bytes: Buffer.alloc(200_000, 'a'), claimedBytes: 10, deflated: true },
      { name: utf8('ok.md'), bytes: utf8('# 好\n\n的') },
    ]);
    const found = await walked(zip);
    expect(Object.fromEntries(Object.entries(found).map(([path, { problems }]) => [path, problems[0]]))).toEqual({
      '../../etc/cron.d/x.md': 'unsafe_path',
      '/root/x.md': 'unsafe_path',
      'link.md': 'link_entry',
      'secret.md': 'encrypted',
      'lies.md': 'broken',
      'ok.md': undefined,
    });
  });

  it('a bomb is refused by what it would become, before it does', async () => {
    const bomb = rawZipOf([{ name: utf8('bomb.md'), bytes: Buffer.alloc(15 * 1024 * 1024), deflated: true }]);
    expect(bomb.length).toBeLessThan(100_000);
    expect((await walked(bomb))['bomb.md']?.problems).toEqual(['inflates_too_much']);
    const claims = Array.from({ length: 60 }, (_, at) => ({
      ...{ name: utf8(`${at}.md`), bytes: utf8('x'), claimedBytes: 19_000_000, deflated: true },
    }));
    await expect(walked(rawZipOf(claims))).rejects.toMatchObject({ code: 'inflates_too_much' });
  });

  it('50 MB in one file, 10,000 entries, an archive in an archive, and no archive at all', async () => {
    const big = rawZipOf([
      { name: utf8('big.md'), bytes: Buffer.alloc(50 * 1024 * 1024, 'ab\n') },
      { name: utf8('in.zip'), bytes: await zipOf([{ name: 'a.md', bytes: 'x' }]) },
    ]);
    expect(await walked(big)).toMatchObject({
      'big.md': { problems: ['file_too_large'] },
      'in.zip': { problems: ['nested_archive'] },
    });
    const many = rawZipOf(Array.from({ length: 10_000 }, (_, at) => ({ name: utf8(`${at}.md`), bytes: utf8('x') })));
    await expect(walked(many)).rejects.toMatchObject({ code: 'too_many_files' });
    await expect(walked(utf8('not a zip'))).rejects.toMatchObject({ code: 'broken' });
    await expect(walked(await zipOf([{ name: '__MACOSX/a', bytes: 'x' }]))).rejects.toMatchObject({
      code: 'nothing_inside',
    });
  });

  it('Markdown brings its pictures; an SVG, a page, and what is not there lead nowhere', async () => {
    const text =
      '![好](图/a.png) ![坏](b.svg) ![无](c.png) [点](javascript:alert(1)) ![数](data:image/svg+xml,x) [别](file:0198f0aa-1111-7222-8333-444455556666)';
    const found = await walked(
      await zipOf([
        { name: 'a.md', bytes: text },
        { name: '图/a.png', bytes: PNG },
        { name: 'b.svg', bytes: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>' },
      ]),
    );
    expect(found['a.md']?.text).toBe('![好](import:0) ![坏](#) ![无](#) [点](#) ![数](#) [别](#)');
    expect(found['a.md']?.problems).toEqual(['link_dropped', 'picture_refused', 'picture_missing']);
    expect(found['b.svg']?.problems).toEqual(['type_unknown']);
  });
});

describe('office files', () => {
  it('Word: headings, lists, tables, links and pictures are kept, what runs is not', async () => {
    const cell = (text: string) => `<w:tc>${wordLine(text)}</w:tc>`;
    const file = await docxOf({
      body: [
        wordLine('换模', 1),
        wordLine('准备', 2),
        wordLine('1. &lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) *星*'),
        `<w:p><w:hyperlink r:id="good"><w:r><w:t>规程</w:t></w:r></w:hyperlink><w:hyperlink r:id="bad"><w:r><w:t>点我</w:t></w:r></w:hyperlink></w:p>`,
        `<w:tbl><w:tr>${cell('参数')}${cell('范围')}</w:tr><w:tr>${cell('保压|力')}${cell('42–45')}</w:tr></w:tbl>`,
        wordPicture('pic'),
      ].join(''),
      links: { good: 'https://example.com/a_b', bad: 'javascript:alert(1)' },
      pictures: { pic: PNG },
    });
    const read = await readOffice('word', '文件.docx', file);
    expect(read).toMatchObject({
      documents: [{ meta: { title: '换模' }, problems: [{ code: 'link_dropped' }] }],
      pictures: [{ ref: 'import:0' }],
    });
    const [document] = 'documents' in read ? read.documents : [];
    const text = document?.content.format === 'markdown' ? document.content.text : '';
    expect(text.trim().split('\n\n')).toEqual([
      '## 准备',
      '1\\. \\<script>alert(1)\\</script> \\[x\\](javascript:alert(1)) \\*星\\*',
      '[规程](https://example.com/a_b)点我',
      '| 参数 | 范围 |\n| --- | --- |\n| 保压\\|力 | 42–45 |',
      '![压力表](import:0)',
    ]);
  });

  it.each([
    ['macros', async () => docxOf({ body: '', extra: [{ name: 'word/vbaProject.bin', bytes: 'x' }] })],
    ['macros', async () => docxOf({ body: '', extra: [{ name: 'word/activeX/activeX1.bin', bytes: 'x' }] })],
    ['broken', async () => utf8('PK\x03\x04 not really')],
    ['broken', async () => zipOf([{ name: 'word/other.xml', bytes: 'x' }])],
    ['old_format', async () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    [
      'encrypted',
      async () => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    [
      'inflates_too_much',
      async () =>
        rawZipOf([{ name: utf8('word/document.xml'), bytes: Buffer.alloc(60 * 1024 * 1024), deflated: true }]),
    ],
    [
      'broken',
      async () =>
        rawZipOf([{ name: utf8('word/document.xml'), bytes: Buffer.alloc(200_000), claimedBytes: 10, deflated: true }]),
    ],
    ['empty', async () => docxOf({ body: '' })],
    ['empty', async () => Buffer.alloc(0)],
  ] as const)('Word that is %s says so', async (code, make) => {
    expect(await readOffice('word', 'a.docx', await make())).toEqual({ problem: { code } });
  });

  it('Excel: steps with what stands over them, rows by their header, several sheets', async () => {
    const steps = [
      ['频率：', '每天'],
      ['步骤', '动作', '判断标准*', '正常范围（单位）'],
      ['开机', '合闸', '灯亮', '220 V'],
    ];
    const book = xlsxOf({
      开机: steps,
      说明: [
        ['标题', '内容'],
        ['怎么关机', '=1+1 拉闸'],
      ],
    });
    expect(await readOffice('sheet', '设备.xlsx', book)).toMatchObject({
      documents: [
        {
          part: '开机',
          meta: { title: '开机' },
          content: { frequency: '每天', steps: [{ action: '开机：合闸', standard: '灯亮', range: '220 V' }] },
        },
        { part: '说明#怎么关机', content: { text: '=1+1 拉闸' } },
      ],
    });
    const csv = Buffer.from('标题,内容\n"怎么, 关机",拉闸\n');
    expect(await readOffice('csv', 'a.csv', csv)).toMatchObject({ documents: [{ meta: { title: '怎么, 关机' } }] });
  });

  it('text for search, of PDF, Word and Excel', async () => {
    expect(await readOffice('pdf-text', 'a.pdf', pdfOf('manual 42 bar'))).toEqual({ text: 'manual 42 bar' });
    expect(await readOffice('pdf-text', 'a.pdf', utf8('%PDF-1.4 broken'))).toEqual({ problem: { code: 'broken' } });
    expect(await readOffice('word-text', 'a.docx', await docxOf({ body: wordLine('换模') }))).toEqual({
      text: '换模\n\n',
    });
    expect(await readOffice('sheet-text', 'a.xlsx', xlsxOf({ 表: [['甲', '', '乙']] }))).toEqual({ text: '表\n甲 乙' });
  });

  it('a file that takes too long costs its process and nothing else', async () => {
    const impatient = openOfficeReader({ patienceMs: 1 });
    expect(await impatient.read('csv', 'a.csv', utf8('标题,内容\n一,二'))).toEqual({ problem: { code: 'too_slow' } });
    impatient.close();
    // The one of this file goes on, and has no environment to tell.
    expect(await office.read('csv', 'a.csv', utf8('标题,内容\n一,二'))).toMatchObject({ documents: [{}] });
  });
});

it('HTML becomes Markdown by a list of what is kept', () => {
  const nested = `${'<div>'.repeat(5000)}深${'</div>'.repeat(5000)}`;
  expect(htmlToMarkdown(nested)).toEqual({ text: '', droppedLinks: false });
  expect(
    htmlToMarkdown(
      '<p>a<script>alert(1)</script><svg onload=alert(1)><a xlink:href="javascript:1">x</a></svg>b</p><iframe srcdoc="x"></iframe>',
    ).text,
  ).toBe('ab');
  expect(htmlToMarkdown('<ul><li>一<ul><li>二</li></ul></li><li>三</li></ul>').text).toBe('- 一\n\n  - 二\n- 三');
  expect(htmlToMarkdown('<p><a href=" jav&#x09;ascript:alert(1)">x</a></p>')).toEqual({
    text: 'x',
    droppedLinks: true,
  });
  expect(htmlToMarkdown('<p><img src="x onerror=alert(1)" alt="]( javascript:1"></p>').text).toBe(
    '![\\]( javascript:1](<x%20onerror=alert(1)>)',
  );
});

it('text is text in every encoding of a Chinese desk; bytes are not', () => {
  expect(decodeText(Buffer.from([0xef, 0xbb, 0xbf, 0xe6, 0x8d, 0xa2]))).toBe('换');
  expect(decodeText(Buffer.from([0xff, 0xfe, 0x62, 0x63]))).toBe('换');
  expect(decodeText(Buffer.from([0xbb, 0xbb]))).toBe('换');
  expect(decodeText(PNG)).toBeNull();
  expect(plainToMarkdown('# 不是标题\n- 不是列表\n\n<b>粗</b> a_b')).toBe(
    '\\# 不是标题  \n\\- 不是列表\n\n\\<b>粗\\</b> a_b',
  );
});
