import type { HistoryEntry, PersonRef } from '@baton/api/client';
import { useState } from 'react';
import { HISTORY_ACTIONS, type HistoryAction } from '../i18n/history-actions.ts';
import { t } from '../i18n/t.ts';
import { sayTime } from '../say-days.ts';
import { Button } from './button.tsx';

const SHOWN = 5;
const isKnown = (action: string): action is HistoryAction => (HISTORY_ACTIONS as readonly string[]).includes(action);
/** Details that are a person's own words. */
const WORDS = ['reason', 'because', 'why', 'risk', 'note', 'name'] as const;

function sentence(entry: HistoryEntry, names: ReadonlyMap<string, string>): string {
  const action = isKnown(entry.action) ? entry.action : 'unknown';
  const to = entry.details.to ?? entry.details.userId ?? entry.details.toUserId;
  return t(`history.${action}`, {
    by: entry.by?.name ?? t('common.someone'),
    item: entry.itemTitle ?? t('history.thisItem'),
    to: (typeof to === 'string' ? names.get(to) : undefined) ?? t('history.colleague'),
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
            {[...new Set(WORDS.map((word) => entry.details[word]))]
              .filter((words) => typeof words === 'string' && words !== '')
              .map((words) => (
                <blockquote key={String(words)}>{words}</blockquote>
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
