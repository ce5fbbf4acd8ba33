import { useCallback, useMemo, useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { sandbox } from '../api.ts';
import { useLive } from '../use-live.ts';
import { currentResignation, type GuideStep, guideSteps, LEAVER } from './guide-steps.ts';

const KEY = 'sandbox-guide';
type Kept = { hidden: boolean; seen: string[] };

function kept(): Kept {
  try {
    return { hidden: false, seen: [], ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return { hidden: false, seen: [] };
  }
}

export type Guide = {
  /** Empty when the company has nobody to play the leaver. */
  steps: GuideStep[];
  current: GuideStep | undefined;
  hidden: boolean;
  hide: (hidden: boolean) => void;
  /** Ticks the step in hand, for those whose end only the player knows; gives the one after it. */
  finish: () => GuideStep | undefined;
};

/** The guided tour's state; what was hidden and looked at is kept in the browser. */
export function useGuide(state: StateView | undefined): Guide {
  const there = state?.people.some((person) => person.userid === LEAVER) ?? false;
  const approvals = useLive(there ? 'approvals' : null, sandbox.approvals).data;
  const leaver = useLive(there ? 'leaver' : null, () => sandbox.person(LEAVER)).data;
  const [memory, setMemory] = useState(kept);
  const keep = useCallback((change: (old: Kept) => Kept) => {
    setMemory((old) => {
      const next = change(old);
      localStorage.setItem(KEY, JSON.stringify(next));
      return next;
    });
  }, []);
  const steps = useMemo(() => {
    if (!state || !approvals || !leaver) return [];
    return guideSteps({ state, approvals, leaver, seen: new Set(memory.seen) });
  }, [state, approvals, leaver, memory]);
  const current = steps.find((step) => !step.done);
  const hide = useCallback((hidden: boolean) => keep((old) => ({ ...old, hidden })), [keep]);
  const finish = useCallback(() => {
    const approval = approvals && currentResignation(approvals);
    if (!approval || !current) return undefined;
    keep((old) => ({ ...old, seen: [...old.seen, `${approval.id} ${current.id}`].slice(-60) }));
    return steps.find((step) => !step.done && step !== current);
  }, [approvals, current, steps, keep]);
  return { steps, current, hidden: memory.hidden, hide, finish };
}
