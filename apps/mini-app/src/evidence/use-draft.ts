import { ApiError, type ItemView } from '@baton/api/client';
import type { EvidenceContent } from '@baton/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { itemQuery, queryClient, saveDraft } from '../queries.ts';
import { currentMe } from '../session.ts';
import { deviceStorage } from '../storage.ts';
import { toSend } from './content.ts';
import { type LocalDraft, mergeDraft } from './merge-draft.ts';

const QUIET_MS = 1200;
/** `local`: no network. `incomplete`: a piece cannot be sent yet. `refused`: the server says no, `error` says why. */
export type DraftState = 'clean' | 'saving' | 'saved' | 'local' | 'incomplete' | 'restored' | 'conflict' | 'refused';

// The person is part of the name: a phone may change hands.
const keyOf = (itemId: string): string => `baton.draft.${currentMe()?.userId ?? ''}.${itemId}`;
function readLocal(itemId: string): LocalDraft | null {
  try {
    return JSON.parse(deviceStorage.get(keyOf(itemId)) ?? 'null') as LocalDraft | null;
  } catch {
    return null;
  }
}

/**
 * The evidence being written: kept on this device at once, on the server after a moment of quiet, never overwriting
 * what somebody else changed meanwhile.
 */
export function useDraft(item: ItemView) {
  const { id } = item;
  const [opened] = useState(() => mergeDraft({ version: item.version, evidence: item.evidenceNow }, readLocal(id)));
  const [contents, setContents] = useState<readonly EvidenceContent[]>(opened.evidence);
  const [state, setState] = useState<DraftState>(opened.outcome === 'server' ? 'clean' : opened.outcome);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(contents);
  const version = useRef(item.version);
  const dirty = useRef(opened.outcome === 'restored');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    running.current = running.current.then(async () => {
      if (!dirty.current) return;
      dirty.current = false;
      const { evidence, heldBack } = toSend(latest.current);
      setState('saving');
      try {
        const saved = await saveDraft(id, { version: version.current, evidence });
        version.current = saved.version;
        queryClient.setQueryData(itemQuery(id).queryKey, saved);
        if (dirty.current) return;
        if (!heldBack) deviceStorage.remove(keyOf(id));
        setState(heldBack ? 'incomplete' : 'saved');
      } catch (failure) {
        dirty.current = true;
        const code = failure instanceof ApiError ? failure.code : 'internal';
        setError(failure);
        setState(code === 'offline' ? 'local' : code === 'conflict' ? 'conflict' : 'refused');
      }
    });
    return running.current;
  }, [id]);

  const change = useCallback(
    (next: readonly EvidenceContent[]) => {
      latest.current = next;
      dirty.current = true;
      setContents(next);
      deviceStorage.set(keyOf(id), JSON.stringify({ version: version.current, evidence: next }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), QUIET_MS);
    },
    [id, save],
  );

  useEffect(() => {
    const retry = () => void save();
    if (dirty.current) retry();
    window.addEventListener('online', retry);
    // Leaving for another page or app: send what is not sent yet.
    window.addEventListener('pagehide', retry);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('pagehide', retry);
      void save();
    };
  }, [save]);

  // Nothing of ours is open: what others changed is simply the newest. Otherwise the next save will find the conflict.
  useEffect(() => {
    if (dirty.current || item.version <= version.current) return;
    version.current = item.version;
    latest.current = item.evidenceNow;
    setContents(item.evidenceNow);
  }, [item]);

  /** Ends a conflict: mine goes on top of the newest version, or the server's replaces it. */
  async function resolve(keep: 'mine' | 'theirs') {
    const fresh = await queryClient.fetchQuery({ ...itemQuery(id), staleTime: 0 });
    version.current = fresh.version;
    if (keep === 'mine') return change(latest.current);
    clearTimeout(timer.current);
    deviceStorage.remove(keyOf(id));
    dirty.current = false;
    latest.current = fresh.evidenceNow;
    setContents(fresh.evidenceNow);
    setState('clean');
  }

  /**
   * What the item's next action goes on from, once nothing is on its way any more.
   * @param saveFirst for actions other than a submission, which carries the evidence itself
   */
  async function settle(saveFirst: boolean): Promise<{ version: number; evidence: EvidenceContent[] }> {
    clearTimeout(timer.current);
    await (saveFirst ? save() : running.current);
    return { version: version.current, evidence: toSend(latest.current).evidence };
  }

  /** After a submission: nothing is left to keep. */
  function forget(): void {
    clearTimeout(timer.current);
    dirty.current = false;
    deviceStorage.remove(keyOf(id));
  }

  return { contents, state, error, change, resolve, settle, forget };
}
export type Draft = ReturnType<typeof useDraft>;
