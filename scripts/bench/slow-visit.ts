import type { Browser, CDPSession } from 'playwright-core';
import { bridgeScript } from '../../apps/sandbox/src/phone/bridge-script.ts';

export type Visit = {
  /** ms from the start of the navigation to the first item that can be tapped. */
  usable: number;
  /** Bytes on the wire until then, without headers: scripts and styles, of DingTalk's own SDK, replies of the API. */
  bytes: { code: number; sdk: number; api: number };
  requests: number;
};

export type VisitOptions = {
  url: string;
  person: string;
  /** Gives a sign-in code, as the client does for a page. */
  authCode(): string;
  /** What the window already keeps, by sessionStorage key; empty: the person has to be signed in first. */
  kept?: Record<string, string>;
  /** Fast 3G as the study had it, and a processor four times slower; without it as fast as the machine is. */
  slow: boolean;
  /** What the browser says it takes; default what it really takes. */
  encoding?: 'gzip';
};

/** The DevTools' "Fast 3G": 1.44 Mb/s down, 0.675 Mb/s up, 562.5 ms until the first byte. */
const FAST_3G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.44 * 1024 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
};
const CPU_TIMES_SLOWER = 4;

/** Notes when the first item's link is in the page, and hands sign-in codes over without the page's own network. */
const WATCH = `
new MutationObserver((_, observer) => {
  if (!document.querySelector('a[href^="/items/"]')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => window.__usable(performance.now())));
}).observe(document, { childList: true, subtree: true });
const network = window.fetch;
window.fetch = (url, ...rest) =>
  url === '/__auth-codes' ? window.__authCode().then((code) => new Response(JSON.stringify({ code }))) : network(url, ...rest);
`;

/** Opens the inbox once in a new client of its own on Android, nothing cached, and looks at it until it is usable. */
export async function visitSlowly(browser: Browser, options: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...(options.encoding ? { extraHTTPHeaders: { 'accept-encoding': options.encoding } } : {}),
  });
  try {
    await context.exposeBinding('__authCode', () => options.authCode());
    const seen = new Promise<number>((resolve) => {
      void context.exposeBinding('__usable', (_source, at: number) => resolve(at));
    });
    const bridge = bridgeScript({ person: options.person, platform: 'android', authCodeUrl: '/__auth-codes' });
    const keep = `for (const [key, value] of Object.entries(${JSON.stringify(options.kept ?? {})})) sessionStorage.setItem(key, value);`;
    await context.addInitScript({ content: `{${WATCH}}\n${bridge}\n${keep}` });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    const counted = await countBytes(cdp);
    if (options.slow) {
      await cdp.send('Network.emulateNetworkConditions', FAST_3G);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_TIMES_SLOWER });
    }
    await page.goto(options.url, { waitUntil: 'commit', timeout: 60_000 });
    return { usable: await within(seen), ...counted() };
  } finally {
    await context.close();
  }
}

const KIND: Record<string, keyof Visit['bytes']> = {
  Script: 'code',
  Stylesheet: 'code',
  Fetch: 'api',
  XHR: 'api',
};

/** Counts what arrives from now on; the document (1.4 KB), images and the like are not counted. */
async function countBytes(cdp: CDPSession): Promise<() => Pick<Visit, 'bytes' | 'requests'>> {
  const kinds = new Map<string, keyof Visit['bytes']>();
  const bytes = { code: 0, sdk: 0, api: 0 };
  cdp.on('Network.requestWillBeSent', ({ requestId, type, request }) => {
    // A chunk of its own, which the first paint does not wait for.
    const kind = /\/assets\/dingtalk-/.test(request.url) ? 'sdk' : KIND[type ?? ''];
    if (kind) kinds.set(requestId, kind);
  });
  cdp.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId);
    if (kind) bytes[kind] += encodedDataLength;
  });
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  return () => ({ bytes: { ...bytes }, requests: kinds.size });
}

const PATIENCE_MS = 60_000;

/** @throws Error when the list never comes */
async function within(seen: Promise<number>): Promise<number> {
  const { promise, stop } = patience();
  try {
    return await Promise.race([seen, promise]);
  } finally {
    stop();
  }
}

function patience(): { promise: Promise<never>; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the inbox never showed an item')), PATIENCE_MS);
  });
  return { promise, stop: () => clearTimeout(timer) };
}
