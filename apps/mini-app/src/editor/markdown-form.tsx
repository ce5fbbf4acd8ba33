import { type KeyboardEvent, useRef } from 'react';
import { Button } from '../kit/button.tsx';
import { Field } from '../kit/field.tsx';
import { continueList } from './continue-list.ts';
import { FileButton } from './file-button.tsx';
import { insertText } from './insert-text.ts';
import { say } from './texts.ts';
import { UploadList } from './upload-list.tsx';
import type { Uploads } from './use-uploads.ts';
import { WritingField } from './writing-field.tsx';

type Props = { text: string; onText: (text: string) => void; uploads: Uploads; error?: string | undefined };
type Tool = 'heading' | 'bold' | 'list' | 'table' | 'link';
const TOOLS: readonly Tool[] = ['heading', 'bold', 'list', 'table', 'link'];

/** Free text in Markdown: a plain field that every input method knows, and a row of tools for who does not know Markdown. */
export function MarkdownForm({ text, onText, uploads, error }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const { currentTarget: target, key, shiftKey } = event;
    // Enter that ends a composition belongs to the input method.
    if (key !== 'Enter' || shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (target.selectionStart !== target.selectionEnd) return;
    const change = continueList(target.value, target.selectionStart);
    if (!change) return;
    event.preventDefault();
    insertText(target, change.by, change.from);
  }

  function use(tool: Tool) {
    const { current } = field;
    if (!current) return;
    const chosen = current.value.slice(current.selectionStart, current.selectionEnd);
    const atLineStart = current.selectionStart === 0 || current.value[current.selectionStart - 1] === '\n';
    const line = atLineStart ? '' : '\n';
    const words: Record<Tool, string> = {
      heading: `${line}## ${chosen}`,
      bold: `**${chosen}**`,
      list: `${line}- ${chosen.split('\n').join('\n- ')}`,
      table: `${line}\n${say('tableText')}`,
      link: `[${chosen}](https://)`,
    };
    insertText(current, words[tool]);
    // Between the signs, where the words belong.
    const back = { heading: 0, bold: chosen ? 0 : 2, list: 0, table: 0, link: chosen ? 1 : 11 }[tool];
    if (back > 0) current.setSelectionRange(current.selectionStart - back, current.selectionStart - back);
  }

  const place = (words: string) => field.current && insertText(field.current, words);
  return (
    <div>
      <div className="tools-row" role="toolbar" aria-label={say('tools')}>
        {TOOLS.map((tool) => (
          <Button key={tool} tone="quiet" onClick={() => use(tool)}>
            {say(tool)}
          </Button>
        ))}
        <FileButton
          label={say('picture')}
          icon="photo"
          accept="image/*"
          onFiles={(files) => uploads.add(files, place)}
        />
        <FileButton label={say('file')} icon="file" onFiles={(files) => uploads.add(files, place)} />
      </div>
      <UploadList uploads={uploads} />
      <Field label={say('text')} error={error}>
        {(wired) => (
          <WritingField
            {...wired}
            rows={14}
            maxLength={200_000}
            place={field}
            value={text}
            onValue={onText}
            onKeyDown={onKeyDown}
            onFiles={(files) => uploads.add(files, place)}
          />
        )}
      </Field>
    </div>
  );
}
