import { readFileSync } from 'node:fs';

/** How the page reaches its native side. */
export type PhonePlatform = 'android' | 'ios' | 'pc';

/** Who holds the phone; both are left out when the frame's `window.name` says so (see open-page.ts). */
export type BridgeConfig = { person?: string; platform?: PhonePlatform; authCodeUrl: string };

const NATIVE_SIDE = readFileSync(new URL('./bridge.js', import.meta.url), 'utf8');

/**
 * The native bridge as one script, to be run before the page's own scripts (dingtalk-jsapi looks once, at import).
 * @param config `person` a userid; `authCodeUrl` takes POST `{userId, corpId}` and answers `{code}`
 * @returns JavaScript text: for a `<script src>` reply, or for Playwright's `addInitScript({ content })`
 */
export function bridgeScript(config: BridgeConfig): string {
  return `{const config=${JSON.stringify(config)};\n${NATIVE_SIDE}}\n`;
}
