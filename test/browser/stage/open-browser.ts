import { type Browser, chromium } from 'playwright-core';

/**
 * Chromium without a window: the one `npm test` found (CHROMIUM_PATH), else Debian's.
 * @param args more switches, e.g. the one that blocks third-party cookies
 */
export function openBrowser(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--lang=zh-CN',
      '--font-render-hinting=none',
      ...args,
    ],
  });
}
