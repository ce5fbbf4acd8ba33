import { fileURLToPath } from 'node:url';
import type { HandoverView, ItemView } from '@baton/api/client';
import { type Phone, startPhone } from '@baton/sandbox';
import type { Browser } from 'playwright-core';
import { agreeAll, fileResignation, HR } from '../../house/resign.ts';
import { type House, startHouse } from '../../house/start-house.ts';
import { openBrowser } from './open-browser.ts';

/** What `vite build` made of apps/mini-app; `npm test` builds it when its sources changed. */
const PAGES = fileURLToPath(new URL('../../../apps/mini-app/dist', import.meta.url));
const DINGTALK_PAGE = fileURLToPath(new URL('../../../apps/sandbox/page/dist', import.meta.url));

/** The whole product around one local DingTalk, its phone, and a browser to hold it in. */
export type Stage = { house: House; phone: Phone; browser: Browser; close(): Promise<void> };

/** @param switches more Chromium switches */
export async function openStage(switches: readonly string[] = []): Promise<Stage> {
  const house = await startHouse({ pagesDir: PAGES, dingtalkPageDir: DINGTALK_PAGE });
  const phone = await startPhone({ homeUrl: house.server.url, sandboxUrl: house.dingtalk.url });
  const browser = await openBrowser(switches);
  return {
    house,
    phone,
    browser,
    async close() {
      await browser.close();
      await phone.close();
      await house.close();
    },
  };
}

/** 老张 resigns, everybody agrees, his checklist stands. @returns the case as HR sees it */
export async function resigned({ house }: Stage, lastDay = '2026-03-31'): Promise<HandoverView> {
  agreeAll(house, fileResignation(house, { lastDay }).id);
  await house.settle();
  const hr = await house.as(HR);
  const { rows } = await hr('listHandovers', { query: {} });
  const id = rows[0]?.id;
  if (!id) throw new Error('the resignation opened no case');
  return hr('readHandover', { params: { id } });
}

/** The item of a case with this key of its template. */
export async function itemOf({ house }: Stage, handover: HandoverView, key: string): Promise<ItemView> {
  const card = handover.items.find((item) => item.key === key);
  if (!card) throw new Error(`the case has no item ${key}`);
  return (await house.as(HR))('readItem', { params: { id: card.id } });
}
