import '../i18n/more.ts';
import '../styles/lone.css';
import { useEffect } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { failureDetails, failureText } from '../kit/failure.tsx';
import { SignInError } from '../sign-in-error.ts';

/** Why there is no session: not in DingTalk, or the sign-in failed. */
export function NoSession({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const outside = error instanceof SignInError && error.code === 'outside_dingtalk';
  return outside ? <Outside /> : <SignInFailed error={error} onRetry={onRetry} />;
}

function Outside() {
  useTitle(t('outside.title'));
  return (
    <main className="lone">
      <img src="/favicon.svg" alt={t('app.name')} width="64" height="64" />
      <h1>{t('outside.title')}</h1>
      <p className="muted">{t('outside.lead')}</p>
      <ol>
        <li>{t('outside.step1')}</li>
        <li>{t('outside.step2')}</li>
        <li>{t('outside.step3')}</li>
      </ol>
    </main>
  );
}

function SignInFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  useTitle(t('signIn.title'));
  return (
    <main className="lone">
      <img src="/favicon.svg" alt={t('app.name')} width="64" height="64" />
      <div role="alert">
        <h1>{t('signIn.title')}</h1>
        <p className="muted">{failureText(error)}</p>
        <p className="failure-code">{failureDetails(error)}</p>
      </div>
      <div className="note-actions">
        <Button tone="primary" onClick={onRetry}>
          {t('signIn.again')}
        </Button>
      </div>
    </main>
  );
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
