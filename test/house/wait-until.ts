/**
 * Looks again and again until something is so: for stories in which a real queue or a real process works by itself.
 * @throws Error naming what never came, after `withinMs` of real time
 */
export async function waitUntil(what: string, look: () => Promise<boolean>, withinMs = 90_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
