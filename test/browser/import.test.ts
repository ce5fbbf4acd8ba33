import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PhonePlatform } from '@baton/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docxOf, PNG, wordLine, xlsxOf, zipOf } from '../../packages/flows/src/testing/make-files.ts';
import { HR, LEAVER } from '../house/resign.ts';
import { findFaults } from './stage/find-faults.ts';
import { type Held, hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** Bringing a folder in, as HR does it at a desk and as somebody may do it on a phone, with what is hostile in it. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const PICTURES = process.env.PICTURES;
async function look({ page }: Held, name: string): Promise<void> {
  if (PICTURES) {
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }
  expect(await findFaults(page), name).toEqual([]);
}

const folder = async (note: string) => ({
  name: `设备部资料${note}.zip`,
  mimeType: 'application/zip',
  buffer: await zipOf([
    {
      name: '设备/SOP/换模.md',
      bytes: `# 换模${note}\n\n![表盘](图/a.png) <script>window.ran = 1</script> [点](javascript:window.ran=1)`,
    },
    { name: '设备/SOP/图/a.png', bytes: PNG },
    {
      name: '设备/会议/0301.docx',
      bytes: await docxOf({
        body: wordLine(`三月例会${note}`, 1) + wordLine('&lt;img src=x onerror="window.ran=1"&gt;'),
      }),
    },
    {
      name: '设备/问答.xlsx',
      bytes: xlsxOf({
        问答: [
          ['标题', '内容', '负责人'],
          [`怎么关机${note}`, '按红色按钮', '张建国'],
        ],
      }),
    },
    { name: '设备/坏.docx', bytes: 'no' },
    { name: '设备/图纸.svg', bytes: '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=1"/>' },
  ]),
});

/** Opens what was imported: the pictures are there, what was hostile is read as text, and nothing of it runs. */
async function expectHarmless({ page, go, noise }: Held, platform: string): Promise<void> {
  for (const [title, shows] of [
    [`换模${platform}`, '<script>window.ran = 1</script>'],
    [`三月例会${platform}`, '<img src=x onerror="window.ran=1">'],
  ] as const) {
    await page.getByRole('link', { name: `打开文档 ${title}` }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByText(shows).first().waitFor();
    const text = page.locator('.document-text');
    if (title.startsWith('换模')) {
      const picture = text.getByRole('img', { name: '表盘' });
      await picture.waitFor();
      await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
      // Its target is gone with what it would have run.
      await text.getByText('点', { exact: true }).click();
    }
    expect(await text.locator('script, svg, iframe, object, [onerror], [onload], [href^="javascript"]').count()).toBe(
      0,
    );
    expect(await page.evaluate(() => (window as { ran?: number }).ran)).toBeUndefined();
    await go('/documents/import');
    await page.getByRole('button', { name: '查看结果' }).first().click();
  }
  expect(noise()).toEqual([]);
}

const hands: { person: string; platform: PhonePlatform; scheme: 'light' | 'dark'; made: number }[] = [
  { person: HR, platform: 'pc', scheme: 'light', made: 3 },
  { person: LEAVER, platform: 'android', scheme: 'dark', made: 3 },
];
test.each(hands)(
  '$person on $platform: choose, check, put right, import',
  async ({ person, platform, scheme, made }) => {
    const held = await hold(stage, { person, platform, scheme, to: '/documents/import' });
    const { page } = held;
    await page.getByText('把文件拖到这里').waitFor();
    await look(held, `import-choose-${platform}`);
    await page.locator('input[type=file]').setInputFiles(await folder(platform));
    await page.getByText('已上传').waitFor();
    await page.getByRole('button', { name: '开始检查' }).click();
    await page.getByText('正在检查文件').waitFor();
    await look(held, `import-scanning-${platform}`);
    await stage.house.settle();
    await page.getByRole('button', { name: `导入 ${made} 份文档` }).waitFor();
    await page.getByText('文件损坏，打不开').waitFor();
    await page.getByText('含有 HTML 代码，只会按文字显示').waitFor();
    await look(held, `import-report-${platform}`);

    await page.getByRole('button', { name: `修改「怎么关机${platform}」` }).click();
    await page.getByLabel('标题').fill(`怎么安全关机${platform}`);
    await look(held, `import-settings-${platform}`);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText(`怎么安全关机${platform}`).waitFor();
    await page.getByRole('button', { name: `不导入「换模${platform}」` }).click();
    await page.getByRole('button', { name: `导入 ${made - 1} 份文档` }).waitFor();
    await page.getByRole('button', { name: `还是导入「换模${platform}」` }).click();
    await page.getByRole('button', { name: '跳过' }).click();
    await expect.poll(() => page.getByText('三月例会').count()).toBe(0);

    if (person === HR) await page.getByLabel('直接生效').check();
    else expect(await page.getByText('直接生效').count()).toBe(0);
    await page.getByRole('button', { name: `导入 ${made} 份文档` }).click();
    await page.getByText('正在导入').waitFor();
    await stage.house.settle();
    await page.getByText(`新建 ${made} 份`).waitFor();
    await look(held, `import-done-${platform}`);

    await page.getByRole('button', { name: '导出', exact: true }).click();
    await page.getByLabel('导出哪些').selectOption('production');
    await look(held, `export-${platform}`);
    const asked = page.context().waitForEvent('request', (request) => request.url().includes('/exports/'));
    if (person === HR) await page.getByLabel('PDF').check();
    await page.getByRole('button', { name: '下载' }).click();
    const reply = await fetch((await asked).url());
    expect(reply.headers.get('content-type')).toBe(person === HR ? 'application/pdf' : 'application/zip');
    expect((await reply.arrayBuffer()).byteLength).toBeGreaterThan(100);
    await expectHarmless(held, platform);
    await held.close();
  },
);
