import { expect, it } from 'vitest';
import { readPdf } from '../../file/source-files/read-pdf.ts';
import { PNG } from '../../testing/make-files.ts';
import { writePdf } from './write-pdf.ts';
import { writePdfApart } from './write-pdf-apart.ts';

const words = { contents: '目录', noPicture: '[图片未能打印]' };
const print = (markdown: string, pictures = new Map<string, Uint8Array>()) => ({
  ...{ title: '生产', about: '张建国 · 2026-03-02', words },
  documents: [{ title: '三号机换模', facts: '生产 · 第 3 版', markdown, pictures }],
});
const textOf = async (markdown: string, pictures = new Map<string, Uint8Array>()) =>
  (await readPdf(await writePdf(print(markdown, pictures))))?.replace(/\s+/g, ' ');

it('title page, contents with the page, the document with lists, tables and pictures, page numbers', async () => {
  const markdown =
    '## 准备\n\n先**关机**，见[规程](https://example.com/a)。\n\n1. 上锁\n   - 挂牌\n\n| 参数 | 范围 |\n| --- | --- |\n| 保压 | 42–45 bar |\n\n![表盘](file:1) ![缺](file:2)\n\n<script>alert(1)</script>';
  const text = (await textOf(markdown, new Map([['file:1', PNG]]))) ?? '';
  const inOrder = [
    '生产',
    '目录',
    '三号机换模',
    '3',
    '2 / 3',
    '准备',
    '关机',
    '上锁',
    '挂牌',
    '42–45 bar',
    '[图片未能打印] 缺',
  ];
  let at = 0;
  for (const piece of inOrder) {
    at = text.indexOf(piece, at);
    expect(at, piece).toBeGreaterThanOrEqual(0);
  }
  expect(text).toContain('<script>alert(1)</script>');
});

it('a link that runs something is text, and no script is in the file', async () => {
  const bytes = (await writePdf(print('[点](javascript:alert(1)) [好](https://example.com)'))).toString('latin1');
  expect(bytes).toContain('https://example.com');
  expect(bytes).not.toMatch(/javascript|\/JS|\/Launch/i);
});

it('what was made to exhaust it is drawn as far as it goes, pictures that lie are named', async () => {
  const deep = `${'> '.repeat(300)}深`;
  expect(await textOf(`${deep}\n\n好`)).toContain('好');
  const huge = Buffer.from(PNG);
  huge.writeUInt32BE(100_000, 16);
  huge.writeUInt32BE(100_000, 20);
  expect(await textOf('![大](file:1)', new Map([['file:1', huge]]))).toContain('[图片未能打印] 大');
  expect(await textOf('![坏](file:1)', new Map([['file:1', PNG.subarray(0, 30)]]))).toContain('[图片未能打印] 坏');
});

it('its process writes the same, and one that takes too long is ended', async () => {
  const bytes = await writePdfApart(print('换模'));
  expect(await readPdf(bytes)).toContain('换模');
  await expect(writePdfApart(print('换模'), 1)).rejects.toThrow('too long');
});
