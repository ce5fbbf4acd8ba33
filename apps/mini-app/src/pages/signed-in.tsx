import { useQuery } from '@tanstack/react-query';
import { type ReactNode, Suspense } from 'react';
import { Loading } from '../kit/loading.tsx';
import { currentToken, joinSession } from '../session.ts';
import { laterPage } from './later-page.tsx';

const NoSession = laterPage(async () => (await import('./no-session.tsx')).NoSession);

/** Lets the pages begin once there is a session; until then the shape of a page, or why it does not work. */
export function SignedIn({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: async () => {
      await joinSession();
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
    // A sign-in that failed is tried again when somebody presses the button for it.
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    // Whoever is signed in sees the page at once, not one turn later.
    ...(currentToken() === null ? {} : { initialData: true }),
  });
  if (session.isSuccess) return children;
  if (session.isPending) return <FirstPaint />;
  return (
    <Suspense fallback={<FirstPaint />}>
      <NoSession error={session.error} onRetry={() => void session.refetch()} />
    </Suspense>
  );
}

const FirstPaint = () => (
  <div className="first-paint">
    <Loading rows={3} />
  </div>
);
