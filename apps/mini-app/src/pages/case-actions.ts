import type { HandoverView } from '@baton/api/client';
import type { CaseAction } from '@baton/core';
import { t } from '../i18n/t.ts';
import type { IconName } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { handoverChanged, handoverQuery, queryClient } from '../queries.ts';

/** Nudging is done beside the person it is about. Order: how prominently a page offers it. */
export type OfferedAction = Exclude<CaseAction, 'nudge'>;
export const OFFERED: Record<OfferedAction, IconName> = {
  launch: 'check',
  release: 'check',
  reinstate: 'undo',
  edit: 'pen',
  withdraw: 'undo',
};

/** What the case is there for at this moment; the rest is housekeeping. */
const MAIN = ['launch', 'release'] as const satisfies readonly OfferedAction[];

/** The actions to offer, the one that is expected, and whether it has to wait: HR sees the release long before its day. */
export function offersOf({ abilities, gate, launchedAt }: HandoverView) {
  const waits = gate.mine && launchedAt !== null && !abilities.includes('release');
  const offered = (Object.keys(OFFERED) as OfferedAction[]).filter(
    (name) => abilities.includes(name) || (name === 'release' && waits),
  );
  return { offered, main: MAIN.find((name) => offered.includes(name)) ?? null, waits };
}

/** Shows a changed case everywhere and says what was done. */
export function caseDone(changed: HandoverView, action: OfferedAction): void {
  handoverChanged(changed);
  toast(t(`done.${action}`));
}
/** The newest state of a case, for a second try after a conflict. */
export const reloadCase = (id: string) => queryClient.fetchQuery({ ...handoverQuery(id), staleTime: 0 });
