import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { Route, Switch, useLocation } from 'wouter';
import { preferredLanguage, speak, t } from './i18n/t.ts';
import { Button } from './kit/button.tsx';
import { Empty } from './kit/empty.tsx';
import { Loading } from './kit/loading.tsx';
import { Page } from './kit/page.tsx';
import { ToastPlace } from './kit/toast.tsx';
import { currentLanguage, subscribeLanguage } from './language.ts';
import { NotFound } from './pages/not-found.tsx';
import { SignedIn } from './pages/signed-in.tsx';
import { queryClient } from './queries.ts';

/** A page of its own file. When the file cannot be had, a word and a way to try again stand in its place. */
function page<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => ({ default: await load().catch(() => Broken as ComponentType<P>) }));
}
const Inbox = page(async () => (await import('./pages/inbox.tsx')).Inbox);
const Handover = page(async () => (await import('./pages/handover.tsx')).Handover);
const Item = page(async () => (await import('./pages/item.tsx')).Item);
const HrList = page(async () => (await import('./pages/hr-list.tsx')).HrList);
const HrNew = page(async () => (await import('./pages/hr-new.tsx')).HrNew);

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
          <Switch>
            <Route path="/">{() => <Inbox />}</Route>
            <Route path="/handovers/:id">{({ id }) => <Handover id={id} key={id} />}</Route>
            <Route path="/items/:id">{({ id }) => <Item id={id} key={id} />}</Route>
            <Route path="/hr">{() => <HrList />}</Route>
            <Route path="/hr/new">{() => <HrNew />}</Route>
            <Route>{() => <NotFound />}</Route>
          </Switch>
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
  const [location] = useLocation();
  useEffect(() => {
    if (!firstArrival) {
      if (!window.history.state) window.history.replaceState({ inApp: true }, '');
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

function Broken({ hint }: { hint?: string }) {
  return (
    <div className="lone">
      <Empty mood="lost" title={hint ? t('failure.crash') : t('failure.chunk')} hint={t('failure.crashHint')}>
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t('common.reload')}
        </Button>
      </Empty>
    </div>
  );
}

/** Puts the app into the page. A crash while rendering ends in a page that says so, never in a white one. */
export async function mount(): Promise<void> {
  const place = document.getElementById('root') as HTMLElement;
  await speak(preferredLanguage()).catch(() => speak('zh'));
  const root = createRoot(place, { onUncaughtError: () => root.render(<Broken hint="crash" />) });
  root.render(<App />);
  // The client pauses web views; when it shows ours again, what we knew may be old.
  document.addEventListener('resume', () => void queryClient.invalidateQueries());
}
