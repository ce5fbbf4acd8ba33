import { ApiError } from '@baton/api/client';
import type { ReactNode } from 'react';
import { type TextKey, t } from '../i18n/t.ts';
import { zhMore } from '../i18n/zh-more.ts';
import { failureCode, failureDetails, failureText } from './failure.tsx';
import { Note } from './note.tsx';

/** Days that the server took for a slip of the pen. */
const DAYS: readonly unknown[] = ['lastWorkingDay', 'legalEndDate', 'accessCutoffAt'];

/** What was refused, in a sentence that says what to mend where the server said so. */
export function refusalText(error: unknown): string {
  if (failureCode(error) === 'conflict') return t('ask.conflict');
  if (!(error instanceof ApiError) || error.code !== 'invalid_input') return failureText(error);
  const why = `why.${String(error.details.why)}`;
  if (why in zhMore) return t(why as TextKey);
  return DAYS.includes(error.details.field) ? t('why.day_too_far') : failureText(error);
}

/** Why something was not done, next to what was typed. Codes are for failures that somebody else has to look into. */
export function Refusal({ error, children }: { error: unknown; children?: ReactNode }) {
  const ours = error instanceof ApiError && error.status >= 400 && error.status < 500;
  return (
    <Note tone={failureCode(error) === 'conflict' ? 'warn' : 'danger'} live>
      <p>{refusalText(error)}</p>
      {children}
      {ours ? null : <p className="small muted">{failureDetails(error)}</p>}
    </Note>
  );
}
