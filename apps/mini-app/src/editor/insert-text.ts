/**
 * Puts words where the caret is, as if they were typed: the browser's own undo takes them back.
 */
export function insertText(field: HTMLTextAreaElement, words: string, from = field.selectionStart): void {
  field.focus();
  field.setSelectionRange(from, field.selectionEnd);
  // The only way that keeps undo; browsers without it take the value and are told.
  if (words === '' ? document.execCommand('delete') : document.execCommand('insertText', false, words)) return;
  field.setRangeText(words, from, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
