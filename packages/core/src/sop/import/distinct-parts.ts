/** Names of rows may be whole paragraphs, and a key of the database is no longer than an index takes. */
const MAX_PART = 150;

/**
 * Tells several documents of one file apart: who is called like one before it is numbered, in a way nobody else is called.
 * @param parts what the file calls them, in its order
 */
export function distinctParts(parts: readonly string[]): string[] {
  const given = new Set<string>();
  const times = new Map<string, number>();
  return parts.map((whole) => {
    const part = [...whole].slice(0, MAX_PART).join('');
    let nth = (times.get(part) ?? 0) + 1;
    let name = nth === 1 ? part : `${part}#${nth}`;
    while (given.has(name)) {
      nth += 1;
      name = `${part}#${nth}`;
    }
    times.set(part, nth);
    given.add(name);
    return name;
  });
}
