import type { MessageView } from '../../../src/control/control.ts';
import { Markdown } from './markdown.tsx';
import { messageParts } from './message-parts.ts';

type Props = { message: MessageView; onLink: (url: string) => void };

/** One robot message: text, picture, and the buttons that open the app. */
export function MessageBubble({ message, onLink }: Props) {
  const parts = messageParts(message.msgKey, message.msgParam);
  return (
    <div className={parts.buttons.length > 0 ? 'bubble card' : 'bubble'}>
      {parts.title && <p className="bubble-title">{parts.title}</p>}
      {parts.picture && /^https?:/.test(parts.picture) && <img src={parts.picture} alt={parts.title || '图片'} />}
      {parts.plain ? <p className="plain">{parts.text}</p> : <Markdown text={parts.text} onLink={onLink} />}
      {parts.link && (
        <button type="button" className="text-link" onClick={() => onLink(parts.link ?? '')}>
          打开链接
        </button>
      )}
      {parts.buttons.length > 0 && (
        <div className={parts.row ? 'bubble-buttons row' : 'bubble-buttons'}>
          {parts.buttons.map((button) => (
            <button key={button.title} type="button" onClick={() => onLink(button.url)}>
              {button.title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
