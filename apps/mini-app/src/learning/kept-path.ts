import type { ReadingPathView } from '@baton/api/client';
import { currentMe } from '../session.ts';
import { deviceStorage } from '../storage.ts';
import type { PathStep } from './edit-path.ts';

/** What somebody changed on a path and has not saved: on which version, and what documents of other positions are called. */
export type PathEdit = {
  version: number;
  base: readonly PathStep[];
  steps: readonly PathStep[];
  titles: Readonly<Record<string, string>>;
};

/** Theirs alone, whoever signs in on this device next. */
const nameOf = (positionKey: string): string =>
  `baton.path.${currentMe()?.corpId ?? ''}.${currentMe()?.userId ?? ''}.${positionKey}`;

/** What was kept on this device; null when there is nothing, or nothing that can be read. */
export function keptPath(positionKey: string): PathEdit | null {
  try {
    return JSON.parse(deviceStorage.get(nameOf(positionKey)) ?? 'null') as PathEdit | null;
  } catch {
    return null;
  }
}

export function keepPath(positionKey: string, edit: PathEdit | null): void {
  if (edit === null) deviceStorage.remove(nameOf(positionKey));
  else deviceStorage.set(nameOf(positionKey), JSON.stringify(edit));
}

/** What each document is called, as far as this person may know. */
export const titlesOf = (view: ReadingPathView, edit: PathEdit | null): ReadonlyMap<string, string> =>
  new Map([...view.documents.map(({ id, title }) => [id, title] as const), ...Object.entries(edit?.titles ?? {})]);
