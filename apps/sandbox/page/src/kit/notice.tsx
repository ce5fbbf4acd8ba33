import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';

type Say = (text: string, tone?: 'plain' | 'bad') => void;
const Notice = createContext<Say>(() => {});

/** A notice stays as long as it takes to read it. */
const LEAST_MS = 4000;
const LETTER_MS = 250;

/** Says one short sentence at the foot of the page; read out by screen readers, gone after a few seconds. */
export const useNotice = () => useContext(Notice);

export function NoticeArea({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<{ text: string; tone: string }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const say = useCallback<Say>((text, tone = 'plain') => {
    clearTimeout(timer.current);
    setShown({ text, tone });
    timer.current = setTimeout(() => setShown(undefined), Math.max(LEAST_MS, text.length * LETTER_MS));
  }, []);
  return (
    <Notice value={say}>
      {children}
      <div role="status" className="notice-area">
        {shown && <p className={`notice notice-${shown.tone}`}>{shown.text}</p>}
      </div>
    </Notice>
  );
}
