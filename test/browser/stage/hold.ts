import type { PhonePlatform } from '@baton/sandbox';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Stage } from './open-stage.ts';

export type Grip = {
  person: string;
  platform?: PhonePlatform;
  /** Path of the app to open; default its home page. */
  to?: string;
  /** CSS pixels; default 360 on phones, 1440 on the PC. */
  width?: number;
  scheme?: 'light' | 'dark';
  /** Device pixels per CSS pixel. */
  scale?: number;
};

/** One client in somebody's hands. */
export type Held = {
  page: Page;
  /** Goes to a path of the app as a link from outside would. */
  go(path: string): Promise<void>;
  /** What the console complained about so far: errors, warnings, broken policies, failed loads. Reading empties it. */
  noise(): string[];
  /** Puts it away; fails when the console complained. */
  close(): Promise<void>;
};

/** Gives somebody a client (Android, iOS, PC) of their own, opened at a page of the app, its clock the house's. */
export async function hold(stage: Stage, grip: Grip): Promise<Held> {
  const platform = grip.platform ?? 'android';
  const onPhone = platform !== 'pc';
  const width = grip.width ?? (onPhone ? 360 : 1440);
  const options: BrowserContextOptions = {
    viewport: { width, height: width < 960 ? 740 : 900 },
    deviceScaleFactor: grip.scale ?? 1,
    hasTouch: onPhone,
    isMobile: onPhone && width < 960,
    colorScheme: grip.scheme ?? 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  };
  const context = await stage.browser.newContext(options);
  context.setDefaultTimeout(15_000);
  await context.clock.setFixedTime(stage.house.clock.now());
  const page = await context.newPage();
  const heard = listen(page);
  const asked = new URLSearchParams({ person: grip.person, platform, to: grip.to ?? '/' });
  await page.goto(`${stage.phone.url}/__open?${asked}`);
  await page.waitForURL((url) => !url.pathname.startsWith('/__open'));
  return {
    page,
    go: async (path) => void (await page.goto(stage.phone.url + path)),
    noise: () => heard.splice(0),
    async close() {
      await context.close();
      expect(heard, 'what the console complained about').toEqual([]);
    },
  };
}

/** Collects everything a page complains about, from its first script on. */
export function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning')
      heard.push(`${line.type()}: ${line.text()} ${line.location().url}`);
  });
  page.on('pageerror', (error) => heard.push(`thrown: ${String(error)}`));
  page.on('requestfailed', (request) => {
    // A page that is left gives up what it still wanted to load.
    const why = request.failure()?.errorText ?? '';
    if (why !== 'net::ERR_ABORTED') heard.push(`failed: ${request.url()} ${why}`);
  });
  return heard;
}
