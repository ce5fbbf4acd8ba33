import type { Gap } from '@baton/core';
import { say } from './texts.ts';

const TONE: Record<Gap, string> = {
  no_sop: ' tag-danger',
  nobody: ' tag-danger',
  one_person: ' tag-warn',
  sop_overdue: ' tag-warn',
  unowned: '',
};

type Props = {
  gaps: readonly { gap: Gap; count?: number }[];
  /** There is an owner, who is about to go. */
  ownerLeaving?: boolean;
  /** Who can do it and is about to go. */
  leaving?: number;
};

/** What is missing, the worst first; with counts where they are of several. */
export function GapTags({ gaps, ownerLeaving = false, leaving = 0 }: Props) {
  const said = (gap: Gap) => {
    if (gap === 'unowned' && ownerLeaving) return say('ownerLeaving');
    if (leaving > 0 && gap === 'nobody') return say('nobodyAfter');
    return say(leaving > 0 && gap === 'one_person' ? 'oneAfter' : `gap.${gap}`);
  };
  return (
    <ul className="gap-tags">
      {gaps.map(({ gap, count }) => (
        <li key={gap} className={`tag${TONE[gap]}`}>
          {count === undefined ? said(gap) : say('gapCount', { gap: said(gap), count })}
        </li>
      ))}
    </ul>
  );
}
