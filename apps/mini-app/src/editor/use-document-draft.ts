import { ApiError, type DocumentView } from '@baton/api/client';
import type { DocumentContent } from '@baton/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { documentChanged, documentQuery } from '../pages/documents/reader-queries.ts';
import { queryClient } from '../queries.ts';
import { call, currentMe } from '../session.ts';
import { deviceStorage } from '../storage.ts';
import { type Base, hasMovedOn, type LocalText, openText, type Sent, same, type Written } from './local-text.ts';
import { replaceStandIn, withoutStandIns } from './stand-ins.ts';

const QUIET_MS = 1200;
const RETRY_MS = 15_000;
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
function baseOf({ title, content, writing, draftVersion, number }: DocumentView): LocalText {
  const empty: DocumentContent = { format: 'markdown', text: '' };
  if (writing) return { title: writing.title, content: writing.content, draftVersion, publishedNumber: number };
  return { title, content: content ?? empty, draftVersion: 0, publishedNumber: number };
}
const placeOf = ({ draftVersion, number }: DocumentView): Base => ({ draftVersion, publishedNumber: number });

/** Whether the server has said no: then it has not saved it. */
const isAnswer = (failure: unknown): boolean =>
  failure instanceof ApiError && failure.status > 0 && failure.status < 500;

/**
 * The text being written: kept on this device at once, on the server after a moment of quiet, never while letters are
 * being composed, and never over what somebody else saved meanwhile.
 */
export function useDocumentDraft(document: DocumentView) {
  const { id } = document;
  const [{ kept, ...opened }] = useState(() => {
    const local = readLocal(id);
    return { ...openText(baseOf(document), local), kept: local };
  });
  const [written, setWritten] = useState<Written>({ title: opened.title, content: opened.content });
  const [state, setState] = useState<SaveState>(opened.outcome === 'server' ? 'clean' : opened.outcome);
  const [error, setError] = useState<unknown>(null);
  const [theirs, setTheirs] = useState<DocumentView | null>(opened.outcome === 'conflict' ? document : null);
  const latest = useRef(written);
  const base = useRef<Base>(placeOf(document));
  const dirty = useRef(opened.outcome === 'restored');
  const saving = useRef(false);
  const sent = useRef<Sent | null>(opened.outcome === 'restored' ? (kept?.sent ?? null) : null);
  /** Whether anything was typed or read for good here since it stood as the server had it. */
  const typed = useRef(opened.outcome !== 'server');
  const composing = useRef(false);
  const blocked = useRef(opened.outcome === 'conflict');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const arrived = useRef<[string, string][]>([]);

  /** Stops writing over what is newer: from here on it is the person's choice. */
  const stand = useCallback((newer: DocumentView) => {
    clearTimeout(timer.current);
    blocked.current = true;
    setTheirs(newer);
    setState('conflict');
  }, []);

  /**
   * What the server has now. Somebody's newer text takes the place of one that nobody touched here, and stands beside one
   * that somebody did.
   * @returns whether it is another than this one was written on from
   */
  const meet = useCallback(
    (now: DocumentView): boolean => {
      if (blocked.current || !hasMovedOn(base.current, placeOf(now))) return blocked.current;
      if (typed.current || composing.current) stand(now);
      else {
        base.current = placeOf(now);
        const { title, content } = baseOf(now);
        latest.current = { title, content };
        setWritten(latest.current);
      }
      return true;
    },
    [stand],
  );
  // What is being saved, or is about to be, is judged by the server.
  useEffect(() => {
    if (!dirty.current && !saving.current) meet(document);
  }, [document, meet]);

  const keepHere = useCallback(() => {
    const { title } = latest.current;
    const text: LocalText = { title, content: withoutStandIns(latest.current.content), ...base.current };
    deviceStorage.set(keyOf(id), JSON.stringify(sent.current ? { ...text, sent: sent.current } : text));
  }, [id]);

  /** Remembered until there is an answer, also by a page that is being left: a lost one is no conflict with oneself. */
  const send = useCallback(
    async (text: Sent) => {
      sent.current = text;
      keepHere();
      try {
        const body = { ...text, content: text.content as never };
        const saved = await call('saveDocumentDraft', { params: { id }, body });
        base.current = placeOf(saved);
        sent.current = null;
        documentChanged(saved);
      } catch (failure) {
        if (isAnswer(failure)) sent.current = null;
        throw failure;
      }
    },
    [id, keepHere],
  );

  /** @returns whether everything written is the server's now */
  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    running.current = running.current.then(async () => {
      if (!dirty.current || blocked.current) return;
      dirty.current = false;
      saving.current = true;
      setState('saving');
      try {
        const before = sent.current;
        if (before) await send(before);
        const text = { title: latest.current.title, content: withoutStandIns(latest.current.content) };
        if (!before || !same(before, text)) await send({ ...text, ...base.current });
        if (dirty.current) return keepHere();
        deviceStorage.remove(keyOf(id));
        setState('saved');
      } catch (failure) {
        dirty.current = true;
        setError(failure);
        const code = failure instanceof ApiError ? failure.code : 'internal';
        const newer =
          code === 'conflict'
            ? await queryClient.fetchQuery({ ...documentQuery(id), staleTime: 0 }).catch(() => null)
            : null;
        if (newer) return stand(newer);
        // Whatever was in the way may be gone in a while; what is refused for good stays on this device.
        timer.current = setTimeout(() => void save(), RETRY_MS);
        setState(code === 'offline' || code === 'conflict' ? 'local' : 'refused');
      } finally {
        saving.current = false;
      }
    });
    await running.current;
    return !dirty.current && !blocked.current;
  }, [id, keepHere, send, stand]);

  const change = useCallback(
    (next: Partial<Written>) => {
      latest.current = { ...latest.current, ...next };
      dirty.current = true;
      typed.current = true;
      setWritten(latest.current);
      keepHere();
      clearTimeout(timer.current);
      if (!composing.current) timer.current = setTimeout(() => void save(), QUIET_MS);
    },
    [keepHere, save],
  );

  /** Puts words where a stand-in is; while letters are being composed, as soon as they are not. */
  const arrive = useCallback(
    (place: string, words: string) => {
      if (composing.current) return void arrived.current.push([place, words]);
      const content = replaceStandIn(latest.current.content, place, words);
      change({ content });
    },
    [change],
  );

  /** The input method begins or ends: what is half composed is nobody's text yet. */
  const compose = useCallback(
    (on: boolean) => {
      composing.current = on;
      clearTimeout(timer.current);
      if (on) return;
      if (dirty.current) timer.current = setTimeout(() => void save(), QUIET_MS);
      // After the field has told what was composed.
      setTimeout(() => {
        for (const [place, words] of arrived.current.splice(0)) arrive(place, words);
      });
    },
    [arrive, save],
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
    base.current = placeOf(theirs);
    blocked.current = false;
    setTheirs(null);
    if (keep === 'mine') {
      change({});
      return void save();
    }
    deviceStorage.remove(keyOf(id));
    dirty.current = false;
    typed.current = false;
    const { title, content } = baseOf(theirs);
    latest.current = { title, content };
    setWritten(latest.current);
    setState('clean');
  }

  /** Saves what stands here. @returns its version, to be handed in in that one and no other; null when it is not the server's */
  async function vouch(): Promise<number | null> {
    // Somebody stands by this text, typed or not: nothing takes its place unseen any more.
    typed.current = true;
    return (await save()) ? base.current.draftVersion : null;
  }

  return { written, state, error, theirs, change, compose, arrive, resolve, save, meet, vouch };
}
export type DocumentDraft = ReturnType<typeof useDocumentDraft>;
