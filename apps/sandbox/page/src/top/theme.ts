const KEY = 'sandbox-theme';
const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themeNames: Record<Theme, string> = { auto: '跟随系统', light: '浅色', dark: '深色' };

/** The theme kept in this browser. */
export const keptTheme = (): Theme => themes.find((theme) => theme === localStorage.getItem(KEY)) ?? 'auto';

/** Puts a theme on the page and keeps it. */
export function wear(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  localStorage.setItem(KEY, theme);
}

/** The one after this, round and round. */
export const nextTheme = (theme: Theme): Theme => themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto';
