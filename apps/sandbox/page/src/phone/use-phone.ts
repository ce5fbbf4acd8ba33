import { useCallback, useMemo, useState } from 'react';
import type { PhonePlatform } from '../../../src/phone/bridge-script.ts';
import { useNotice } from '../kit/notice.tsx';
import { pathOf, resolveLink } from './resolve-link.ts';

/** The app on someone's phone: closed while `path` is null; `opened` counts up so that the same path opens anew. */
type PhoneState = { platform: PhonePlatform; path: string | null; opened: number };

export type PhoneHandle = PhoneState & {
  /** The app's home page as the work bench has it; null when none is set. */
  home: string | null;
  setPlatform(platform: PhonePlatform): void;
  /** Opens the app's home page. */
  openHome(): void;
  /** Follows a link of a message, or of the app itself. */
  openLink(link: string): void;
  close(): void;
  /** Address that hands a phone with this path to this person. */
  address(person: string, path: string): string;
};

/** The phone listens one port above this page (scripts/start and the README say so); `?phone=` names another. */
const phoneOrigin = (): string => {
  const named = new URLSearchParams(location.search).get('phone');
  return named ?? `${location.protocol}//${location.hostname}:${Number(location.port || 80) + 1}`;
};

/**
 * The phone's controls.
 * @param home the work bench's address of the app
 * @param onOpen called whenever the app comes up (a narrow screen then shows the phone)
 */
export function usePhone(home: string | null, onOpen: () => void): PhoneHandle {
  const [state, setState] = useState<PhoneState>({ platform: 'android', path: null, opened: 0 });
  const say = useNotice();
  const open = useCallback(
    (path: string) => {
      setState((old) => ({ ...old, path, opened: old.opened + 1 }));
      onOpen();
    },
    [onOpen],
  );
  return useMemo(
    () => ({
      ...state,
      home,
      setPlatform: (platform) => setState((old) => ({ ...old, platform })),
      openHome: () => (home ? open(pathOf(new URL(home))) : say('还没有设置应用首页', 'bad')),
      openLink: (link) => {
        // The frame shows the app under the phone's own origin; both spellings mean the app.
        const target = resolveLink(link.replace(phoneOrigin(), ''), home ?? location.href);
        if (target.to === 'app' && home) open(target.path);
        else if (target.to === 'outside') {
          window.open(target.url, '_blank', 'noopener');
          say(`这个链接在应用之外，已在新标签页打开：${new URL(target.url).host}`);
        } else say('这个链接打不开', 'bad');
      },
      close: () => setState((old) => ({ ...old, path: null })),
      address: (person, path) =>
        `${phoneOrigin()}/__open?${new URLSearchParams({ person, platform: state.platform, to: path })}`,
    }),
    [state, home, open, say],
  );
}
