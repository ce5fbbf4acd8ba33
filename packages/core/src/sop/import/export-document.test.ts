import { expect, it } from 'vitest';
import { normalizeContent, type SopContent } from '../content.ts';
import { type ExportedDocument, renderExport, safeName, toCsv, uniqueNames } from './export-document.ts';
import { guessKind } from './guess-place.ts';
import { readMarkdown } from './read-markdown.ts';

const document: ExportedDocument = {
  id: '0198f0aa-1111-7222-8333-444455556666',
  title: '换模: "三号机"',
  kind: 'sop',
  position: '生产',
  subjects: ['换模', '三号机'],
  owner: '张建国',
  verifier: '王海涛',
  reviewDays: 90,
  number: 3,
  content: { format: 'markdown', text: '# 换模: "三号机"\n\n---\n标题: 别的\n---\n\n正文' },
};
const key = () => 'k';

it('what goes out comes back: Markdown that looks like front matter and like its own title', () => {
  const read = readMarkdown(renderExport(document));
  expect(read.meta).toEqual({
    ...{ documentId: document.id, title: document.title, kind: 'SOP', position: '生产', subjects: ['换模', '三号机'] },
    ...{ owner: '张建国', verifier: '王海涛', reviewDays: 90 },
  });
  expect(normalizeContent(read.content, key)).toEqual(document.content);
  expect(guessKind({ said: read.meta.kind, path: 'x', format: 'markdown' })).toEqual({ kind: 'sop', isKnown: true });
});

it.each(['a_b *c*', ' x', '#', 'a\\b', '`x`'])('a title that is markup, %j, comes back as it was', (title) => {
  const content = { format: 'markdown' as const, text: '## 别的' };
  const read = readMarkdown(renderExport({ ...document, title, content }));
  expect(read.meta.title).toBe(title.trim());
  expect(normalizeContent(read.content, key)).toEqual(content);
});

it('steps come back as steps', () => {
  const content: SopContent = {
    ...{ format: 'sop', scope: '三号机', trigger: '', frequency: '每天', output: '合格' },
    ...{
      inputs: ['换模单'],
      exceptions: [{ sign: '漏油', remedy: '停机' }],
      systems: [],
      contacts: ['周工'],
      forbidden: [],
    },
    steps: [{ key: 'k', action: '关机\n\n### 步骤 9', standard: '**判断标准**', range: '42–45', trouble: '' }],
  };
  const read = readMarkdown(renderExport({ ...document, content }));
  expect(normalizeContent(read.content, key)).toEqual(content);
});

it.each([
  ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
  ['..', '未命名'],
  [' 换模。 ', '换模。'],
  ['CON', '_CON'],
  ['com1.txt', '_com1.txt'],
  ['a\u202Efdp.exe\u0000', 'afdp.exe'],
  ['长'.repeat(200), '长'.repeat(80)],
])('%j is called %j', (text, name) => expect(safeName(text)).toBe(name));

it('no two files have one name, not on Windows either', () => {
  const name = uniqueNames();
  expect([name('a/', 'SOP', '.md'), name('a/', 'sop', '.md'), name('b/', 'sop', '.md')]).toEqual([
    ...['a/SOP.md', 'a/sop (2).md', 'b/sop.md'],
  ]);
});

it('no cell is a formula', () => {
  expect(toCsv([['=cmd()', '+1', '-1', '@x', ' =1', '＝1', '一,"二"', '普通']])).toBe(
    `\uFEFF'=cmd(),'+1,'-1,'@x,' =1,'＝1,"一,""二""",普通\r\n`,
  );
});
