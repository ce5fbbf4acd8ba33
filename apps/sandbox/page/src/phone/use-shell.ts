import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

type Params = Record<string, unknown>;

/** A question of the app that a person must answer; `answer` sends it back through the bridge and closes it. */
export type Question = {
  kind: 'alert' | 'confirm' | 'prompt' | 'pickPeople';
  params: Params;
  answer: (ok: boolean, body: unknown) => void;
};

export type Shell = {
  title: string;
  loading: string | null;
  toast: { text: string; icon: string } | null;
  preview: { urls: string[]; at: number } | null;
  question: Question | null;
  endPreview: () => void;
  /** Tells the app that its native back button was pressed. */
  back: () => void;
};

const str = (value: unknown) => (typeof value === 'string' ? value : '');
const urlsOf = (params: Params) => (Array.isArray(params.urls) ? params.urls.map(String) : []);

/**
 * The client around the app: what the bridge says (apps/sandbox/src/phone/bridge.js) becomes titles, toasts and dialogs.
 * @param frame the app's frame; messages of any other window are ignored
 * @param wakes counts up when the phone is taken up again after a while: the app looks then what has changed
 */
export function useShell(
  frame: RefObject<HTMLIFrameElement | null>,
  onClose: () => void,
  onLink: (url: string) => void,
  wakes: number,
): Shell {
  const [title, setTitle] = useState({ text: '', set: false });
  const [loading, setLoading] = useState<string | null>(null);
  const [toast, setToast] = useState<Shell['toast']>(null);
  const [preview, setPreview] = useState<Shell['preview']>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const hear = useCallback(
    (method: string, params: Params, port: MessagePort | undefined) => {
      const ask = (kind: Question['kind']) => () =>
        setQuestion({
          kind,
          params,
          answer: (ok, body) => {
            port?.postMessage({ ok, body });
            setQuestion(null);
          },
        });
      const parts: Record<string, () => void> = {
        setTitle: () => setTitle({ text: str(params.title), set: str(params.title) !== '' }),
        pageTitle: () => setTitle((old) => (old.set ? old : { text: str(params.title), set: false })),
        toast: () => {
          clearTimeout(timer.current);
          setToast({ text: str(params.text), icon: str(params.icon || params.type) });
          timer.current = setTimeout(() => setToast(null), (Number(params.duration) || 3) * 1000);
        },
        hideToast: () => setToast(null),
        showLoading: () => setLoading(str(params.text) || '加载中'),
        hideLoading: () => setLoading(null),
        previewImage: () => {
          const urls = urlsOf(params);
          const named = urls.indexOf(str(params.current));
          setPreview({ urls, at: named >= 0 ? named : Number(params.current) || 0 });
        },
        close: onClose,
        openLink: () => onLink(str(params.url)),
        alert: ask('alert'),
        confirm: ask('confirm'),
        prompt: ask('prompt'),
        pickPeople: ask('pickPeople'),
      };
      parts[method]?.();
    },
    [onClose, onLink],
  );

  useEffect(() => {
    const listen = (event: MessageEvent) => {
      if (event.source !== frame.current?.contentWindow || event.data?.from !== 'dingtalk-phone') return;
      hear(str(event.data.method), (event.data.params ?? {}) as Params, event.ports[0]);
    };
    addEventListener('message', listen);
    return () => removeEventListener('message', listen);
  }, [frame, hear]);

  useEffect(() => {
    if (wakes > 0) frame.current?.contentWindow?.postMessage({ to: 'dingtalk-phone', action: 'wake' }, '*');
  }, [frame, wakes]);

  return {
    title: title.text,
    loading,
    toast,
    preview,
    question,
    endPreview: () => setPreview(null),
    back: () => frame.current?.contentWindow?.postMessage({ to: 'dingtalk-phone', action: 'back' }, '*'),
  };
}
