import type { HistoryEntry, PersonRef } from '@baton/api/client';
import { useState } from 'react';
import { HISTORY_ACTIONS, type HistoryAction } from '../i18n/history-actions.ts';
import { type TextKey, t } from '../i18n/t.ts';
import { sayDay, sayTime } from '../say-days.ts';
import { Button } from './button.tsx';

const SHOWN = 5;
const isKnown = (action: string): action is HistoryAction => (HISTORY_ACTIONS as readonly string[]).includes(action);
/** Details that are a person's own words, and what to call them where several stand side by side. */
const WORDS = ['reason', 'because', 'why', 'risk', 'note', 'name'] as const;
const WAIVER: Readonly<Record<string, TextKey>> = { reason: 'item.waiverWhy', risk: 'item.waiverRisk' };

/** The words of one entry, each once. */
function wordsOf({ action, details }: HistoryEntry): { label: string; said: string }[] {
  const said = WORDS.flatMap((word) => {
    const value = details[word];
    const key = action === 'item.waived' ? WAIVER[word] : undefined;
    return typeof value === 'string' && value !== ''
      ? [{ label: key ? t(key) + t('common.colon') : '', said: value }]
      : [];
  });
  const followUp = details.followUpOn;
  if (typeof followUp === 'string')
    said.push({ label: t('item.waiverFollow') + t('common.colon'), said: sayDay(followUp) });
  return said.filter((one, at) => said.findIndex((other) => other.said === one.said) === at);
}

function sentence(entry: HistoryEntry, names: ReadonlyMap<string, string>): string {
  const action = isKnown(entry.action) ? entry.action : 'unknown';
  const to = entry.details.to ?? entry.details.userId ?? entry.details.toUserId;
  return t(`history.${action}`, {
    by: entry.by?.name ?? t('common.someone'),
    item: entry.itemTitle ?? t('history.thisItem'),
    // The server gives the name already; of an older line perhaps the id.
    to: typeof to === 'string' ? (names.get(to) ?? to) : t('history.colleague'),
  });
}

/** What happened, newest first, as sentences. `people` gives names to the ids that details carry. */
export function HistoryList({ entries, people }: { entries: readonly HistoryEntry[]; people: readonly PersonRef[] }) {
  const [all, setAll] = useState(false);
  const names = new Map(people.map((person) => [person.userId, person.name]));
  const newest = [...entries].sort((a, b) => b.at.localeCompare(a.at));
  if (newest.length === 0) return <p className="muted">{t('item.historyNone')}</p>;
  return (
    <>
      <ol className="timeline">
        {newest.slice(0, all ? undefined : SHOWN).map((entry) => (
          <li key={entry.id}>
            {sentence(entry, names)}
            {wordsOf(entry).map(({ label, said }) => (
              <blockquote key={label + said}>
                {label ? <span className="muted">{label}</span> : null}
                {said}
              </blockquote>
            ))}
            <time dateTime={entry.at}>{sayTime(entry.at)}</time>
          </li>
        ))}
      </ol>
      {newest.length > SHOWN ? (
        <Button tone="quiet" small onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('common.showLess') : t('common.showAll', { count: newest.length })}
        </Button>
      ) : null}
    </>
  );
}
