/** Text in the encodings of Chinese desks: UTF-8, UTF-16 with its mark, else GBK. @returns null for what is no text */
export function decodeText(bytes: Uint8Array): string | null {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  const encodings = marked ? [marked[1]] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return [...text.slice(0, 4096)].some(isControl) ? null : text;
    } catch {}
  }
  return null;
}

const MARKS: readonly [readonly number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const isControl = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(code);
};
