import { deviceStorage } from './storage.ts';

export type Appearance = 'system' | 'light' | 'dark';
const KEY = 'baton.appearance';

/** What the person chose; 'system' follows DingTalk, else the device. */
export function chosenAppearance(): Appearance {
  const stored = deviceStorage.get(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** DingTalk says its own colour scheme in the user agent (`colorScheme/dark`); null where it does not. */
function clientScheme(userAgent: string): 'light' | 'dark' | null {
  const said = /colorScheme\/(\w+)/i.exec(userAgent)?.[1]?.toLowerCase();
  return said === 'dark' || said === 'light' ? said : null;
}

/** Sets `data-theme` on the document; without it the stylesheet follows `prefers-color-scheme`. */
export function applyAppearance(next?: Appearance): void {
  if (next) deviceStorage.set(KEY, next);
  const chosen = chosenAppearance();
  const theme = chosen === 'system' ? clientScheme(navigator.userAgent) : chosen;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
