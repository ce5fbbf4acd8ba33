import type { CaseState, ItemState, Level } from '@baton/core';
import { daysBetween } from '../days.ts';
import { t } from '../i18n/t.ts';
import { sayDue } from '../say-days.ts';

type Tone = '' | ' tag-brand' | ' tag-ok' | ' tag-warn' | ' tag-danger' | ' tag-violet';
const ITEM_TONE: Record<ItemState, Tone> = {
  todo: '',
  doing: ' tag-brand',
  awaiting_acceptance: ' tag-violet',
  awaiting_confirmation: ' tag-violet',
  done: ' tag-ok',
  blocked: ' tag-danger',
  returned: ' tag-danger',
  waived: '',
  supplementary: ' tag-warn',
};
const CASE_TONE: Record<CaseState, Tone> = {
  preparing: ' tag-warn',
  planning: ' tag-brand',
  active: ' tag-brand',
  supplementing: ' tag-warn',
  awaiting_release: ' tag-violet',
  released: ' tag-ok',
  archived: ' tag-ok',
  withdrawn: '',
};

export function ItemStateTag({ state }: { state: ItemState }) {
  return <span className={`tag${ITEM_TONE[state]}`}>{t(`itemState.${state}`)}</span>;
}
export function CaseStateTag({ state }: { state: CaseState }) {
  return <span className={`tag${CASE_TONE[state]}`}>{t(`caseState.${state}`)}</span>;
}

const GLYPH: Record<Level, string> = { must: '★', should: '●', may: '○' };
export function LevelMark({ level }: { level: Level }) {
  return (
    <span className={`level level-${level}`}>
      <span aria-hidden="true">{GLYPH[level]}</span>
      <span>{t(`level.${level}`)}</span>
    </span>
  );
}

const CLOSED: readonly ItemState[] = ['done', 'waived'];
/** When an item is due, louder as it comes nearer; a closed item is no longer due. */
export function DueText({ dueOn, today, state }: { dueOn: string; today: string; state: ItemState }) {
  if (CLOSED.includes(state)) return null;
  const days = daysBetween(today, dueOn);
  const tone = days < 0 ? 'tone-danger' : days <= 1 ? 'tone-warn' : '';
  return (
    <time className={tone} dateTime={dueOn}>
      {sayDue(dueOn, today)}
    </time>
  );
}
