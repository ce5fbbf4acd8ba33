import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findFaults } from './find-faults.ts';

/**
 * What is wrong with a page on a phone and at a desk, light and dark; with PICTURES set, a picture of each.
 * @param name of the pictures
 */
export async function findFaultsEverywhere(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [width, height] of [
    [360, 740],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const fault of await findFaults(page)) faults.push(`${width} ${colorScheme} ${fault}`);
      const folder = process.env.PICTURES;
      if (!folder) continue;
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  return faults;
}
