import { Fragment, type ReactNode } from 'react';
import { blocksOf, type Inline, inlinesOf } from './markdown-blocks.ts';

type Props = { text: string; onLink: (url: string) => void };

/** A robot's Markdown as React elements: text stays text, whatever it contains; only http(s) pictures are loaded. */
export function Markdown({ text, onLink }: Props): ReactNode {
  const show = (parts: Inline[]): ReactNode =>
    parts.map((part, index) => {
      const key = `${index}-${part.kind}`;
      if ('inside' in part) {
        const Tag = part.kind;
        return <Tag key={key}>{show(part.inside)}</Tag>;
      }
      if (part.kind === 'text') return <Fragment key={key}>{part.text}</Fragment>;
      if (part.kind === 'break') return <br key={key} />;
      if (part.kind === 'image') return <img key={key} src={part.url} alt={part.text} />;
      return (
        <button key={key} type="button" className="text-link" onClick={() => onLink(part.url)}>
          {part.text}
        </button>
      );
    });
  return (
    <div className="markdown">
      {blocksOf(text).map((block, index) => {
        const key = `${index}-${block.kind}`;
        if (block.kind === 'rule') return <hr key={key} />;
        if (block.kind === 'heading')
          return (
            <p key={key} className={`heading heading-${block.level}`}>
              {show(inlinesOf(block.text))}
            </p>
          );
        if (block.kind === 'list') {
          const List = block.ordered ? 'ol' : 'ul';
          return (
            <List key={key} start={block.ordered ? block.start : undefined}>
              {block.items.map((item, at) => (
                <li key={at}>{show(inlinesOf(item))}</li>
              ))}
            </List>
          );
        }
        const Tag = block.kind === 'quote' ? 'blockquote' : 'p';
        return <Tag key={key}>{show(inlinesOf(block.text))}</Tag>;
      })}
    </div>
  );
}
