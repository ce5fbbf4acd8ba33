/** The same value without what PostgreSQL does not take for a character: NUL, and half of a surrogate pair. */
export function withoutBadCharacters<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/\p{Cs}/gu, '') as T;
  if (Array.isArray(value)) return value.map(withoutBadCharacters) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutBadCharacters(part)])) as T;
}
