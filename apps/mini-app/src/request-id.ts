/**
 * Names requests: the same content has the same name, so that sending it again after a lost reply is harmless; other
 * content is another request.
 */
export function requestNames(): (content: string) => string {
  const names = new Map<string, string>();
  return (content) => {
    const name = names.get(content) ?? newRequestId();
    names.set(content, name);
    return name;
  };
}

/** A random UUID (version 4) on engines without `crypto.randomUUID`: names a request, so that sending it twice is harmless. */
function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte, at) => {
    const kept = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
    return kept.toString(16).padStart(2, '0');
  });
  return [hex.slice(0, 4), hex.slice(4, 6), hex.slice(6, 8), hex.slice(8, 10), hex.slice(10)]
    .map((part) => part.join(''))
    .join('-');
}
