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
  const typed = useRef(value);
  const caret = useRef<[number, number]>([0, 0]);
  useLayoutEffect(() => {
    const { current } = field;
    if (!current || current.value !== value) return;
    // Changed from outside while somebody is in it: the caret stays at the words where it was.
    if (typed.current !== value && document.activeElement === current) {
      const from = firstDifference(typed.current, value);
      const grown = value.length - typed.current.length;
      const [start, end] = caret.current.map((at) => (at > from ? Math.max(from, at + grown) : at)) as [number, number];
      current.setSelectionRange(start, end);
    }
    typed.current = value;
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
      onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => {
        caret.current = [selectionStart, selectionEnd];
      }}
      onChange={({ target }) => {
        typed.current = target.value;
        caret.current = [target.selectionStart, target.selectionEnd];
        onValue(target.value);
      }}
      onPaste={(event) => {
        rest.onPaste?.(event);
        if (!event.defaultPrevented) take(event, event.clipboardData.files);
      }}
      onDragOver={(event) => onFiles && event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer.files)}
    />
  );
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}
