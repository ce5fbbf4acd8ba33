import type { ReadingPathView } from '@baton/api/client';
import { useEffect, useRef, useState } from 'react';
import { failureCode } from '../kit/failure.tsx';
import type { PathStep } from './edit-path.ts';
import { keepPath, keptPath, type PathEdit } from './kept-path.ts';
import { mergePaths, samePath } from './merge-paths.ts';
import { changePath, reloadPath } from './queries.ts';

export type Change = (steps: readonly PathStep[]) => PathStep[];

/**
 * A path while it is edited: nothing is sent before it is saved, and until then it is kept on this device. What somebody
 * else saves meanwhile comes under the changes; the person is told and saves again.
 */
export function usePathEdit(view: ReadingPathView) {
  const { key } = view.position;
  const mayChange = view.abilities.includes('change');
  const [edit, setEdit] = useState<PathEdit | null>(() => (mayChange ? keptPath(key) : null));
  /** As it is when a reply comes: one goes on changing while a save is under way. */
  const latest = useRef(edit);
  latest.current = edit;
  /** The version this page saved last: what is changed meanwhile goes on from it, and is not merged with itself. */
  const saved = useRef(0);
  const [news, setNews] = useState<'kept' | 'merged' | null>(edit ? 'kept' : null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  function keep(next: PathEdit | null) {
    const said = next && samePath(next.base, next.steps) ? null : next;
    keepPath(key, said);
    setEdit(said);
  }
  useEffect(() => {
    if (edit === null || edit.version === view.version) return;
    const isOwn = view.version === saved.current;
    const steps = isOwn ? edit.steps : mergePaths(edit.base, edit.steps, view.steps);
    const merged = { ...edit, version: view.version, base: view.steps, steps };
    const left = samePath(merged.base, steps) ? null : merged;
    keepPath(key, left);
    setEdit(left);
    setNews(left && !isOwn ? 'merged' : null);
  }, [view, edit, key]);

  return {
    steps: edit?.steps ?? view.steps,
    edit,
    news,
    busy,
    error,
    /** @param titles of documents that the view does not name */
    apply(change: Change, titles: Readonly<Record<string, string>> = {}) {
      const before = edit ?? { version: view.version, base: view.steps, steps: view.steps, titles: {} };
      setError(null);
      keep({ ...before, steps: change(before.steps), titles: { ...before.titles, ...titles } });
    },
    discard() {
      keep(null);
      setNews(null);
      setError(null);
    },
    /** @returns whether it is saved */
    async save(): Promise<boolean> {
      if (!edit || busy) return false;
      setBusy(true);
      setError(null);
      try {
        const { version, steps } = edit;
        await changePath(key, { version, steps: [...steps] }, (view) => {
          saved.current = view.version;
        });
        if (latest.current === edit) keep(null);
        setNews(null);
        return true;
      } catch (failure) {
        if (failureCode(failure) === 'conflict') await reloadPath(key).catch(() => undefined);
        else setError(failure);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
