import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactElement, Suspense, useEffect, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { takeInbox } from './first-inbox.ts';
import { preferredLanguage, speak, t } from './i18n/t.ts';
import { usePath } from './kit/link.tsx';
import { Loading } from './kit/loading.tsx';
import { Page } from './kit/page.tsx';
import { ToastPlace } from './kit/toast.tsx';
import { currentLanguage, subscribeLanguage } from './language.ts';
import { Inbox } from './pages/inbox.tsx';
import { Broken, laterPage } from './pages/later-page.tsx';
import { SignedIn } from './pages/signed-in.tsx';
import { inboxQuery, queryClient } from './queries.ts';

const NotFound = laterPage(async () => (await import('./pages/not-found.tsx')).NotFound);
const Handover = laterPage(async () => (await import('./pages/handover.tsx')).Handover);
const Item = laterPage(async () => (await import('./pages/item.tsx')).Item);
const HrList = laterPage(async () => (await import('./pages/hr-list.tsx')).HrList);
const Documents = laterPage(async () => (await import('./pages/documents/document-pages.tsx')).DocumentPages);
const HrNew = laterPage(async () => (await import('./pages/hr-new.tsx')).HrNew);

const PAGES: readonly [RegExp, (id: string) => ReactElement][] = [
  [/^\/$/, () => <Inbox />],
  [/^\/handovers\/([\w-]+)$/, (id) => <Handover id={id} key={id} />],
  [/^\/items\/([\w-]+)$/, (id) => <Item id={id} key={id} />],
  // One entry for all of them: a table of many pages would weigh on the first load.
  [/^(\/(?:documents|learning|questions)\b.*)$/, (path) => <Documents path={path} />],
  [/^\/hr$/, () => <HrList />],
  [/^\/hr\/new$/, () => <HrNew />],
];

function Pages() {
  const path = usePath();
  for (const [pattern, show] of PAGES) {
    const match = pattern.exec(path);
    if (match) return show(match[1] ?? '');
  }
  return <NotFound />;
}

function App() {
  const language = useSyncExternalStore(subscribeLanguage, currentLanguage);
  return (
    <QueryClientProvider client={queryClient} key={language}>
      <SignedIn>
        <Arrival />
        <Suspense
          fallback={
            <Page title={t('app.name')}>
              <Loading />
            </Page>
          }
        >
          <Pages />
        </Suspense>
      </SignedIn>
      <ToastPlace />
    </QueryClientProvider>
  );
}

const scrolled = new Map<string, number>();
let firstArrival = true;

/** After a move: the place where one was on that page, and the keyboard's focus on its name. */
function Arrival() {
  const location = usePath();
  useEffect(() => {
    if (!firstArrival) {
      window.scrollTo(0, scrolled.get(location) ?? 0);
      document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    }
    firstArrival = false;
    const remember = () => scrolled.set(location, window.scrollY);
    window.addEventListener('scroll', remember, { passive: true });
    return () => window.removeEventListener('scroll', remember);
  }, [location]);
  return null;
}

/** Puts the app into the page. A crash while rendering ends in a page that says so, never in a white one. */
export async function mount(): Promise<void> {
  const place = document.getElementById('root') as HTMLElement;
  await speak(preferredLanguage()).catch(() => speak('zh'));
  const inbox = takeInbox();
  if (inbox) queryClient.setQueryData(inboxQuery().queryKey, inbox);
  const root = createRoot(place, {
    onUncaughtError: (error) => {
      console.error(error);
      root.render(<Broken crashed />);
    },
  });
  root.render(<App />);
  // The client pauses web views; when it shows ours again, what we knew may be old.
  document.addEventListener('resume', () => void queryClient.invalidateQueries());
}
