import { ApiError, type DocumentView } from '@baton/api/client';
import type { DocumentContent } from '@baton/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { documentChanged, documentQuery } from '../pages/documents/reader-queries.ts';
import { queryClient } from '../queries.ts';
import { call, currentMe } from '../session.ts';
import { deviceStorage } from '../storage.ts';
import { type LocalText, openText, type Written } from './local-text.ts';

const QUIET_MS = 1200;
export type SaveState = 'clean' | 'saving' | 'saved' | 'local' | 'restored' | 'conflict' | 'refused';

// The person is part of the name: a phone may change hands.
const keyOf = (id: string): string => `baton.document.${currentMe()?.userId ?? ''}.${id}`;
function readLocal(id: string): LocalText | null {
  try {
    return JSON.parse(deviceStorage.get(keyOf(id)) ?? 'null') as LocalText | null;
  } catch {
    return null;
  }
}

/** What a person writes on from: the draft, else what is published. */
function baseOf({ title, content, writing, draftVersion }: DocumentView): LocalText {
  const empty: DocumentContent = { format: 'markdown', text: '' };
  if (writing) return { title: writing.title, content: writing.content, draftVersion };
  return { title, content: content ?? empty, draftVersion: 0 };
}

/**
 * The text being written: kept on this device at once, on the server after a moment of quiet, never while letters are
 * being composed, and never over what somebody else saved meanwhile.
 */
export function useDocumentDraft(document: DocumentView) {
  const { id } = document;
  const [opened] = useState(() => openText(baseOf(document), readLocal(id)));
  const [written, setWritten] = useState<Written>({ title: opened.title, content: opened.content });
  const [state, setState] = useState<SaveState>(opened.outcome === 'server' ? 'clean' : opened.outcome);
  const [error, setError] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<DocumentView | null>(opened.outcome === 'conflict' ? document : null);
  const latest = useRef(written);
  const version = useRef(baseOf(document).draftVersion);
  const dirty = useRef(opened.outcome === 'restored');
  const composing = useRef(false);
  const blocked = useRef(opened.outcome === 'conflict');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    running.current = running.current.then(async () => {
      if (!dirty.current || blocked.current) return;
      dirty.current = false;
      setState('saving');
      try {
        const { title, content } = latest.current;
        const body = { draftVersion: version.current, title, content: content as never };
        const saved = await call('saveDocumentDraft', { params: { id }, body });
        version.current = saved.draftVersion;
        documentChanged(saved);
        if (dirty.current) return;
        deviceStorage.remove(keyOf(id));
        setState('saved');
      } catch (failure) {
        dirty.current = true;
        setError(failure);
        const code = failure instanceof ApiError ? failure.code : 'internal';
        if (code !== 'conflict') return setState(code === 'offline' ? 'local' : 'refused');
        blocked.current = true;
        setTheirs(await queryClient.fetchQuery({ ...documentQuery(id), staleTime: 0 }).catch(() => null));
        setState('conflict');
      }
    });
    return running.current;
  }, [id]);

  const change = useCallback(
    (next: Partial<Written>) => {
      latest.current = { ...latest.current, ...next };
      dirty.current = true;
      setWritten(latest.current);
      deviceStorage.set(keyOf(id), JSON.stringify({ ...latest.current, draftVersion: version.current }));
      clearTimeout(timer.current);
      if (!composing.current) timer.current = setTimeout(() => void save(), QUIET_MS);
    },
    [id, save],
  );

  /** The input method begins or ends: what is half composed is nobody's text yet. */
  const compose = useCallback(
    (on: boolean) => {
      composing.current = on;
      clearTimeout(timer.current);
      if (!on && dirty.current) timer.current = setTimeout(() => void save(), QUIET_MS);
    },
    [save],
  );

  useEffect(() => {
    const retry = () => void save();
    if (dirty.current) retry();
    window.addEventListener('online', retry);
    window.addEventListener('pagehide', retry);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('pagehide', retry);
      void save();
    };
  }, [save]);

  /** Ends a conflict, by the person's own choice, both texts in sight. */
  function resolve(keep: 'mine' | 'theirs') {
    if (!theirs) return;
    const base = baseOf(theirs);
    version.current = base.draftVersion;
    blocked.current = false;
    setTheirs(null);
    if (keep === 'mine') {
      change({});
      return void save();
    }
    deviceStorage.remove(keyOf(id));
    dirty.current = false;
    latest.current = { title: base.title, content: base.content };
    setWritten(latest.current);
    setState('clean');
  }

  return { written, state, error, theirs, change, compose, resolve, save };
}
export type DocumentDraft = ReturnType<typeof useDocumentDraft>;
