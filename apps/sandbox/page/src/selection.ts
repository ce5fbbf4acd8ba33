import { useCallback, useEffect, useState } from 'react';

const tabs = ['messages', 'approvals', 'workbench'] as const;
export type Tab = (typeof tabs)[number];

/** On a narrow screen one pane shows at a time: people → their DingTalk → the phone. */
const panes = ['people', 'client', 'phone'] as const;
export type Pane = (typeof panes)[number];

export type Selection = { person: string; tab: Tab; pane: Pane };

const first: Selection = { person: 'zhangjianguo', tab: 'messages', pane: 'people' };

function read(): Selection {
  const asked = new URLSearchParams(location.hash.slice(1));
  const tab = tabs.find((name) => name === asked.get('tab')) ?? first.tab;
  const pane = panes.find((name) => name === asked.get('pane')) ?? first.pane;
  return { person: asked.get('as') ?? first.person, tab, pane };
}

/** Who one is and what one looks at, kept in the address so that a reload or a second tab stays where it was. */
export function useSelection(): [Selection, (change: Partial<Selection>) => void] {
  const [selection, setSelection] = useState(read);
  useEffect(() => {
    const follow = () => setSelection(read());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const change = useCallback((part: Partial<Selection>) => {
    setSelection((old) => {
      const next = { ...old, ...part };
      history.replaceState(null, '', `#as=${encodeURIComponent(next.person)}&tab=${next.tab}&pane=${next.pane}`);
      return next;
    });
  }, []);
  return [selection, change];
}
