import { ApiError } from '@baton/api/client';
import type { FailureCode } from '../i18n/needed.ts';
import { type TextKey, t } from '../i18n/t.ts';
import { SignInError } from '../sign-in-error.ts';
import { Button } from './button.tsx';
import { EmptyArt } from './empty.tsx';

/** The code of whatever was thrown; anything that is not ours is `internal`. */
export function failureCode(error: unknown): FailureCode {
  return error instanceof ApiError || error instanceof SignInError ? error.code : 'internal';
}

/** What happened, in a sentence. */
export function failureText(error: unknown): string {
  const key = `error.${failureCode(error)}`;
  // A server newer than this page may know a code that we do not.
  return t(key as TextKey);
}

/** The small print that support asks for: code, the client's own code, request id. */
export function failureDetails(error: unknown): string {
  const parts = [t('failure.code', { code: failureCode(error) })];
  if (error instanceof SignInError && error.detail) parts.push(error.detail);
  if (error instanceof ApiError && error.requestId) parts.push(t('failure.request', { id: error.requestId }));
  return parts.join(' · ');
}

/** In place of what could not be loaded. */
export function Failure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div className="empty" role="alert">
      <EmptyArt mood="lost" />
      <h2>{t('failure.title')}</h2>
      <p>{failureText(error)}</p>
      <Button tone="primary" onClick={onRetry}>
        {t('common.retry')}
      </Button>
      <p className="failure-code">{failureDetails(error)}</p>
    </div>
  );
}
