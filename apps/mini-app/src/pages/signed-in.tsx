import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { failureDetails, failureText } from '../kit/failure.tsx';
import { Loading } from '../kit/loading.tsx';
import { ensureSession } from '../session.ts';
import { SignInError } from '../sign-in-error.ts';

/** Lets the pages begin once there is a session; until then the shape of a page, or why it does not work. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      await ensureSession();
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (session.isSuccess) return children;
  if (session.isPending) {
    return (
      <div className="first-paint">
        <Loading rows={3} />
      </div>
    );
  }
  const outside = session.error instanceof SignInError && session.error.code === 'outside_dingtalk';
  return outside ? <Outside /> : <SignInFailed error={session.error} onRetry={() => void session.refetch()} />;
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
    <main className="lone" role="alert">
      <img src="/favicon.svg" alt={t('app.name')} width="64" height="64" />
      <h1>{t('signIn.title')}</h1>
      <p className="muted">{failureText(error)}</p>
      <p className="failure-code">{failureDetails(error)}</p>
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
