import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LEAVER, MANAGER, SUCCESSOR } from '../house/resign.ts';
import { act, read, submit } from '../house/write-document.ts';
import { findFaults } from './stage/find-faults.ts';
import { type Held, hold } from './stage/hold.ts';
import { openStage, type Stage } from './stage/open-stage.ts';

/** An SOP is read, corrected, reviewed by somebody else, compared, restored and printed; what is hostile in it does nothing. */
let stage: Stage;
let id: string;

const SOP = {
  format: 'sop' as const,
  scope: '三号注塑机（海天 MA1600），更换模具之后的调试。不适用于二号机。',
  trigger: '换模完成，或连续三模出现缩水',
  frequency: '每次换模',
  inputs: ['换模单（生产部开具）', '**试模料** 5 kg，已烘干 4 小时', '点检表 Q/GB 123'],
  steps: [
    {
      action: '关闭主电源，挂牌上锁，确认液压压力归零',
      standard: '三个指示灯都熄灭，压力表读数为 0',
      range: '0 bar',
      trouble: '压力不归零：打开手动泄压阀，等两分钟再看；仍不归零，停止作业并打给设备主管。',
    },
    {
      action: '设定保压压力为 42 bar，保压时间 6 秒',
      standard: '屏幕显示与换模单一致',
      range: '40–45 bar',
      trouble: '',
    },
    {
      action: '试打三模，逐件测量缩水',
      standard: '三件缩水都不超过 0.3 mm',
      range: '0.1–0.3 mm',
      trouble: '缩水偏大，每次加 **2 bar** 保压，最多加到 50 bar。超过 50 bar 立即停机。',
    },
  ],
  output: '首件合格，调机记录填写完整并由质检签字',
  exceptions: [{ sign: '压力上不去', remedy: '先查气管有没有折，再查比例阀' }],
  systems: ['MES：首件报检（需要质检权限）'],
  contacts: ['设备主管 王海涛', '海天售后 400-000-0000'],
  forbidden: ['上锁之前不得把手伸进模腔', '不得一次加压超过 5 bar'],
};

beforeAll(async () => {
  stage = await openStage();
  const call = await stage.house.as(LEAVER);
  const body = {
    kind: 'sop' as const,
    title: '三号机换型调试',
    content: SOP,
    positionKey: 'production',
    visibility: 'company' as const,
  };
  ({ id } = await call('createDocument', { body: { ...body, subjects: ['三号机', '换型'], verifierId: MANAGER } }));
  await submit(stage.house, LEAVER, id);
  await act(stage.house, MANAGER, 'publishDocument', id);
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

test.each([
  { platform: 'android', scheme: 'light' },
  { platform: 'pc', scheme: 'dark' },
] as const)('read on $platform: its steps, its limits, who stands for it', async ({ platform, scheme }) => {
  const held = await hold(stage, { person: SUCCESSOR, platform, scheme, to: `/documents/${id}` });
  const { page } = held;
  await page.getByRole('heading', { level: 1, name: '三号机换型调试' }).waitFor();
  await page.getByText('三件缩水都不超过 0.3 mm').waitFor();
  expect(await page.locator('.sop-step').count()).toBe(3);
  await page.getByRole('heading', { name: '禁区' }).waitFor();
  expect(await page.locator('.sop-trouble strong').textContent()).toBe('2 bar');
  expect(await page.getByRole('button', { name: '确认仍然有效' }).count()).toBe(0);
  await look(held, `reader-${platform}`);
  await held.close();
});

test('corrected by its owner, sent back, corrected again, approved with the comparison in sight', async () => {
  const { house } = stage;
  const [first, ...rest] = SOP.steps;
  const owner = await house.as(LEAVER);
  const content = { ...SOP, steps: [{ ...first, range: '0–1 bar' }, ...rest] as typeof SOP.steps };
  const keyed = (await read(house, LEAVER, id)).content as typeof SOP & { steps: { key: string }[] };
  content.steps = content.steps.map((step, at) => ({ ...step, key: keyed.steps[at]?.key }));
  await owner('saveDocumentDraft', {
    params: { id },
    body: { draftVersion: 0, publishedNumber: 1, title: '三号机换型调试', content },
  });

  const writing = await hold(stage, { person: LEAVER, to: `/documents/${id}` });
  await writing.page.getByRole('button', { name: '提交审核' }).click();
  await writing.page.getByLabel('改了什么').fill('压力归零允许 1 bar 的误差');
  await look(writing, 'reader-submit');
  await writing.page.getByRole('dialog').getByRole('button', { name: '提交审核' }).click();
  await writing.page.getByText('已提交，等复核人审核').waitFor();

  const reviewing = await hold(stage, { person: MANAGER, platform: 'pc', to: `/documents/${id}` });
  const { page } = reviewing;
  await page.getByText('0–1 bar').first().waitFor();
  await page.getByRole('button', { name: '退回修改' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
  await page.getByText('请写明原因').waitFor();
  await page.getByRole('dialog').getByLabel('原因').fill('误差请写进判断标准');
  await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
  await page.getByText('已退回，编写人会看到原因').waitFor();

  await submit(house, LEAVER, id, { note: '误差写进了范围' });
  await page.reload();
  await page.getByRole('button', { name: '通过并发布' }).click();
  await page.getByRole('dialog').locator('ins', { hasText: '1' }).first().waitFor();
  await page.getByRole('radio', { name: '都请重读' }).check();
  await look(reviewing, 'reader-publish');
  await page.getByRole('dialog').getByRole('button', { name: '通过并发布' }).click();
  await page.getByText('已发布', { exact: true }).first().waitFor();
  await page.getByText('第 2 版').first().waitFor();

  await page.getByRole('link', { name: '历史版本' }).click();
  await page.getByRole('button', { name: '与第 1 版对照' }).click();
  await page.locator('.compare-block').first().waitFor();
  await look(reviewing, 'reader-history');
  await page.getByRole('button', { name: '恢复到这一版' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '恢复到这一版' }).click();
  await page.getByText('由第 1 版恢复').waitFor();
  await reviewing.close();
  await writing.close();
});

test('whoever was slower is told, and can go on from what is there now', async () => {
  const held = await hold(stage, { person: MANAGER, platform: 'pc', to: `/documents/${id}` });
  const { page } = held;
  await page
    .getByRole('button', { name: '更多操作' })
    .or(page.getByRole('button', { name: '更多' }))
    .first()
    .waitFor();
  await act(stage.house, MANAGER, 'changeDocumentSettings', id, { subjects: ['三号机'] });
  await page.getByRole('button', { name: '确认仍然有效' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认仍然有效' }).click();
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '确认仍然有效' }).click();
  await page.getByText('已确认仍然有效').waitFor();
  held.noise();
  await held.close();
});

test('on paper: which version it is, and nothing of the app', async () => {
  const held = await hold(stage, { person: SUCCESSOR, platform: 'pc', to: `/documents/${id}/print` });
  const { page } = held;
  await page.getByText(/第 3 版 · 复核人 王海涛/).waitFor();
  await look(held, 'reader-print');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.topbar').isVisible()).toBe(false);
  expect(await page.getByText('三件缩水都不超过 0.3 mm').isVisible()).toBe(true);
  if (PICTURES) await page.screenshot({ path: join(PICTURES, 'reader-paper.png'), fullPage: true });
  await held.close();
});

test('what changed is said once, and every document of it waits for its verifier', async () => {
  const held = await hold(stage, { person: MANAGER, platform: 'pc', to: '/documents' });
  const { page } = held;
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('button', { name: '有变化，请大家复核' }).click();
  await page.getByRole('button', { name: '标记待复核' }).click();
  await page.getByText('请至少写两个字').waitFor();
  await page.getByLabel('什么变了').fill('三号机');
  await page.getByLabel('怎么变的').fill('换了比例阀');
  await look(held, 'reader-flag');
  await page.getByRole('button', { name: '标记待复核' }).click();
  await page.getByRole('dialog').getByRole('link', { name: '三号机换型调试' }).click();
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: '三号机换型调试' }).waitFor();
  await page.getByText('换了比例阀').waitFor();
  await held.close();
});

/** Everything that has run scripts in somebody's Markdown: tags, addresses, entities, and what survives being cleaned once. */
const HOSTILE = [
  '<script>window.ran=1</script>',
  '<img src=x onerror="window.ran=1">',
  '<svg onload="window.ran=1"><script>window.ran=1</script></svg>',
  '<svg><animate onbegin="window.ran=1" attributeName=x dur=1s></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran=1&gt;"></table></math>',
  '<noscript><p title="</noscript><img src=x onerror=window.ran=1>"></noscript>',
  '<template><img src=x onerror=window.ran=1></template>',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<iframe src="javascript:parent.ran=1"></iframe>',
  '<object data="javascript:window.ran=1"></object><embed src="javascript:window.ran=1">',
  '<form action="javascript:window.ran=1"><button formaction="javascript:window.ran=1">点</button></form>',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css"><style>*{display:none}</style>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9999">遮住</div>',
  '<details open ontoggle="window.ran=1"><summary>x</summary></details>',
  '<input autofocus onfocus="window.ran=1"><select autofocus onfocus="window.ran=1"></select>',
  '<video><source onerror="window.ran=1"></video><audio src=x onerror="window.ran=1">',
  '<body onload="window.ran=1"><marquee onstart="window.ran=1">',
  '<a href="javascript:window.ran=1">甲</a>',
  '[乙](javascript:window.ran=1)',
  '[丙](  jAvAsCrIpT:window.ran=1)',
  '[丁](java&#x09;script:window.ran=1)',
  '[戊](&#106;avascript:window.ran=1)',
  '[己](data:text/html,<script>window.ran=1</script>)',
  '[庚](vbscript:window.ran=1)',
  '[辛](file:///etc/passwd)',
  '![壬](javascript:window.ran=1)',
  '![癸](data:image/svg+xml,<svg onload=window.ran=1>)',
  '<javascript:window.ran=1>',
  '[x]: javascript:window.ran=1\n\n[子][x]',
  '![丑](https://evil.example/pixel.png)',
  '[寅](//evil.example/x)',
  '[卯](file:11111111-1111-4111-8111-111111111111)',
];

test('whatever stands in a document, nothing of it runs and nothing leaves the page', async () => {
  const call = await stage.house.as(LEAVER);
  const text = `**注意：**请先备份\n\n${HOSTILE.join('\n\n')}\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n- [x] 做完`;
  const body = { kind: 'faq' as const, title: '恶意 <b>标题</b>', content: { format: 'markdown' as const, text } };
  const hostile = await call('createDocument', { body: { ...body, positionKey: 'production', visibility: 'company' } });
  const held = await hold(stage, { person: LEAVER, to: `/documents/${hostile.id}` });
  const { page } = held;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByRole('heading', { level: 1, name: '恶意 <b>标题</b>' }).waitFor();
  await page.locator('.prose table').waitFor();
  expect(await page.locator('.prose strong').first().textContent()).toBe('注意：');
  for (const link of await page.locator('.prose a').all()) await link.evaluate((node: HTMLElement) => node.focus());
  const found = await page.evaluate(() => {
    const prose = document.querySelector('.prose') as HTMLElement;
    const all = Array.from(prose.querySelectorAll('*'));
    return {
      ran: (window as unknown as { ran?: number }).ran ?? null,
      tags: [...new Set(all.map(({ tagName }) => tagName.toLowerCase()))].sort(),
      attributes: [...new Set(all.flatMap((one) => one.getAttributeNames()))].sort(),
      addresses: all
        .flatMap((one) => [one.getAttribute('href'), one.getAttribute('src')])
        .filter((one) => one !== null),
    };
  });
  expect(found.ran).toBeNull();
  expect(
    found.tags.filter(
      (tag) =>
        !'a blockquote br code del div em h2 h3 hr input li p strong table tbody td th thead tr ul span'
          .split(' ')
          .includes(tag),
    ),
  ).toEqual([]);
  expect(
    found.attributes.filter(
      (name) => !['href', 'rel', 'target', 'class', 'tabindex', 'type', 'checked', 'disabled', 'title'].includes(name),
    ),
  ).toEqual([]);
  expect(found.addresses.filter((address) => !/^(https:\/\/evil\.example\/pixel\.png)$/.test(address ?? ''))).toEqual(
    [],
  );
  expect(asked.filter((url) => !url.startsWith(stage.phone.url) && !url.startsWith('data:'))).toEqual([]);
  await look(held, 'reader-hostile');
  await held.close();
});
