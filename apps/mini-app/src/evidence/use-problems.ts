import type { ItemView } from '@baton/api/client';
import type { EvidenceProblem } from '@baton/core';
// The rule by itself: core's index would bring every other one along.
import { checkEvidence } from '@baton/core/evidence';
import { useEffect, useState } from 'react';
import { currentMe } from '../session.ts';
import { toCheck } from './content.ts';
import type { Draft } from './use-draft.ts';

export const PROBLEMS = 'problems';
type Refused = { problems: readonly EvidenceProblem[]; contents: Draft['contents'] };

/**
 * What keeps a draft from being handed in, by the same rule the server goes by. Nothing is said before the first try;
 * from then on it follows what is typed. What only the server can see, it tells once: until something changes.
 */
export function useProblems(item: ItemView, draft: Draft | null) {
  const [tries, setTries] = useState(0);
  const [refused, setRefused] = useState<Refused | null>(null);
  const signerName = currentMe()?.name ?? null;
  // What the system looks at itself is not typed here: it says what it found when the item is handed in.
  const evidence = item.check ? item.evidence.filter((group) => !group.includes('SYS')) : item.evidence;
  const find = () => (draft ? checkEvidence({ ...item, evidence }, toCheck(draft.contents), { signerName }) : []);
  const told = refused && refused.contents === draft?.contents ? refused.problems : [];
  const problems = tries > 0 ? [...find(), ...told] : [];

  useEffect(() => {
    if (tries === 0) return;
    const place = document.getElementById(PROBLEMS);
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: 'start' });
  }, [tries]);

  return {
    problems,
    /** Whether it may be handed in; when not, the problems are shown and take the focus. */
    suffices(): boolean {
      const found = find();
      if (found.length > 0) setTries(tries + 1);
      return found.length === 0;
    },
    refuse(found: readonly EvidenceProblem[]): void {
      setRefused(draft && { problems: found, contents: draft.contents });
      setTries(tries + 1);
    },
  };
}
