import {
  type ClipboardEvent,
  type ComponentProps,
  type DragEvent,
  type RefObject,
  useLayoutEffect,
  useRef,
} from 'react';
import { insertText } from './insert-text.ts';

type Props = Omit<ComponentProps<'textarea'>, 'onChange' | 'ref' | 'value'> & {
  value: string;
  onValue: (value: string) => void;
  /** Pictures and files that were pasted or dropped here. */
  onFiles?: ((files: File[], place: (words: string) => void) => void) | undefined;
  place?: RefObject<HTMLTextAreaElement | null>;
};

/** A text field that grows with its text and takes pasted and dropped files. */
export function WritingField({ value, onValue, onFiles, place, ...rest }: Props) {
  const own = useRef<HTMLTextAreaElement>(null);
  const field = place ?? own;
  useLayoutEffect(() => {
    const { current } = field;
    if (!current || current.value !== value) return;
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight + 2}px`;
  }, [field, value]);

  function take(event: ClipboardEvent | DragEvent, files: FileList | undefined) {
    if (!onFiles || !files || files.length === 0) return;
    event.preventDefault();
    onFiles(Array.from(files), (words) => field.current && insertText(field.current, words));
  }

  return (
    <textarea
      rows={1}
      {...rest}
      ref={field}
      className="input writing"
      value={value}
      onChange={(event) => onValue(event.target.value)}
      onPaste={(event) => {
        rest.onPaste?.(event);
        if (!event.defaultPrevented) take(event, event.clipboardData.files);
      }}
      onDragOver={(event) => onFiles && event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer.files)}
    />
  );
}
