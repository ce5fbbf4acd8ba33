type Part = { close(): Promise<void> };

/**
 * Runs `work` and then closes every part it handed to `keep`, the last first, also when it throws half way.
 * @returns what `work` returned
 */
export async function closing<T>(work: (keep: <P extends Part>(part: P) => P) => Promise<T>): Promise<T> {
  const parts: Part[] = [];
  try {
    return await work((part) => {
      parts.push(part);
      return part;
    });
  } finally {
    for (const part of parts.reverse()) await part.close();
  }
}
