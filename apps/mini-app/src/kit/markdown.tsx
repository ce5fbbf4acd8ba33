import '../styles/prose.css';
import { useLayoutEffect, useRef } from 'react';
import { renderMarkdown } from '../markdown/render-markdown.ts';

export type ShownFile = { url: string; name: string };

/** Stored text, shown: the one place where what somebody wrote becomes elements. `inline`: in a field, without margins. */
export function Markdown({
  text,
  files = NO_FILES,
  inline = false,
}: {
  text: string;
  files?: ReadonlyMap<string, ShownFile>;
  inline?: boolean;
}) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = place;
    if (!current) return;
    current.textContent = '';
    current.append(renderMarkdown(text, (id) => files.get(id)));
  }, [text, files]);
  return <div ref={place} className={`prose${inline ? ' prose-inline' : ''}`} />;
}

const NO_FILES: ReadonlyMap<string, ShownFile> = new Map();
