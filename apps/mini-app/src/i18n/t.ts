import { deviceStorage } from '../storage.ts';
import type { Dictionary, TextKey } from './texts.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';
export type { TextKey } from './texts.ts';

const KEY = 'baton.language';

let language: Language = 'zh';
/** Chinese as far as it has been downloaded: a page brings its texts along, before it can render. */
let chinese = zh as Dictionary;
let texts = chinese;

/** The chosen language, else the one the DingTalk client (`language/zh-CN` in the user agent) or the device speaks. */
export function preferredLanguage(): Language {
  const chosen = deviceStorage.get(KEY);
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const client = /language\/([\w-]+)/i.exec(navigator.userAgent)?.[1] ?? navigator.language;
  return /^zh/i.test(client) ? 'zh' : 'en';
}

/** Loads a language and makes `t` speak it. Chinese is always there; English is downloaded when first wanted. */
export async function speak(next: Language): Promise<void> {
  texts = next === 'zh' ? chinese : (await import('./en.ts')).en;
  language = next;
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

/** Adds texts that came with a later page. */
export function teachChinese(more: Partial<Dictionary>): void {
  chinese = { ...chinese, ...more };
  if (language === 'zh') texts = chinese;
}

/** Remembers a choice made in the menu. */
export const rememberLanguage = (next: Language): void => deviceStorage.set(KEY, next);
export const currentLanguage = (): Language => language;

/** The text for a key in the current language, `{name}` replaced from `values`. */
export function t(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
