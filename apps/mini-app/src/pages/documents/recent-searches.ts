import { currentMe } from '../../session.ts';
import { deviceStorage } from '../../storage.ts';

const MOST = 6;

/** Where on this device stands what somebody searched for: theirs alone, whoever signs in here next. */
const key = (): string => `baton.searches.${currentMe()?.corpId ?? ''}.${currentMe()?.userId ?? ''}`;

/** What this person last searched for on this device, latest first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(deviceStorage.get(key()) ?? '[]');
    return Array.isArray(kept) ? kept.filter((q) => typeof q === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberSearch(q: string): void {
  const rest = recentSearches().filter((earlier) => earlier !== q);
  deviceStorage.set(key(), JSON.stringify([q, ...rest].slice(0, MOST)));
}

export const forgetSearches = (): void => deviceStorage.remove(key());
