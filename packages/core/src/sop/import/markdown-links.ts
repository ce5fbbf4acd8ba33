import { codeApart } from './code-apart.ts';

/** Links of Markdown, as far as moving a document needs them: where they lead, and leading them elsewhere. */

/** `](target "title")`, the target bare or in angle brackets, and `[name]: target` on a line of its own. */
const INLINE = /(\]\(\s*)(<[^<>\n]*>|(?:[^\s()<>\\]|\\.|\([^\s()]*\))+)((?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\))/g;
const DEFINED = /^( {0,3}\[[^\]\n]+\]:\s*)(<[^<>\n]*>|\S+)(.*)$/gm;

const bare = (target: string): string =>
  target.startsWith('<') ? target.slice(1, -1) : target.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** A target that may hold anything, as Markdown takes it. */
const written = (target: string): string =>
  /^[\w\-./:~%#?=&+@]*$/.test(target) ? target : `<${target.replace(/[<>\n]/g, '_')}>`;

/**
 * Leads links and pictures elsewhere; code stays as it is.
 * @param lead gives the new target, or null to leave a link as it is
 */
export function leadLinks(text: string, lead: (target: string) => string | null): string {
  const change = (piece: string) => {
    const swap = (whole: string, before: string, target: string, after: string) => {
      const led = lead(bare(target));
      return led === null ? whole : `${before}${written(led)}${after}`;
    };
    return piece.replace(INLINE, swap).replace(DEFINED, swap);
  };
  return codeApart(text)
    .map(({ code, piece }) => (code ? piece : change(piece)))
    .join('');
}

/** Every target, in order, each once. */
export function linkTargets(text: string): string[] {
  const found = new Set<string>();
  leadLinks(text, (target) => {
    found.add(target);
    return null;
  });
  return [...found];
}

/** Whether a target has a scheme or a host of its own, or only names a place on the page. */
const isElsewhere = (target: string): boolean => /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(target);

/**
 * The path inside the folder that a relative target means.
 * @param from path of the file that names it
 * @returns null for an address, an anchor, or what leads out of the folder
 */
export function resolveTarget(from: string, target: string): string | null {
  if (target === '' || isElsewhere(target)) return null;
  const plain = target.replace(/[?#].*$/, '');
  let path: string;
  try {
    path = decodeURIComponent(plain);
  } catch {
    path = plain;
  }
  const steps = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of path.replaceAll('\\', '/').split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.length === 0 ? null : steps.join('/').normalize('NFC');
}
