import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { type TextKey, t } from '../i18n/t.ts';
import { inDingTalk } from '../in-dingtalk.ts';
import { currentMe } from '../session.ts';
import { IconButton } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import { cameFromApp, Link, usePath } from './link.tsx';
import { Person } from './person.tsx';
import { useOnline } from './use-online.ts';

const Settings = lazy(async () => ({ default: (await import('./settings.tsx')).Settings }));

type Place = { href: string; icon: IconName; short: TextKey; long: TextKey };
const PLACES: readonly Place[] = [
  { href: '/', icon: 'inbox', short: 'nav.inbox', long: 'nav.inboxLong' },
  { href: '/documents', icon: 'documents', short: 'nav.documents', long: 'nav.documents' },
  { href: '/hr', icon: 'cases', short: 'nav.hr', long: 'nav.hr' },
];

type Props = {
  title: string;
  /** Where 返回 leads when there is no page before this one. */
  back?: string;
  actions?: ReactNode;
  children: ReactNode;
};

/** The frame of every page: its name, the way back, and where else to go. */
export function Page({ title, back, actions, children }: Props) {
  const [settings, setSettings] = useState(false);
  const location = usePath();
  const me = currentMe();
  const places = me?.isHr ? PLACES : PLACES.slice(0, 2);
  // A page with a way back is a step below a place: there the thumb needs the lower edge for what is to be done.
  const tabs = !back;
  const online = useOnline();
  const openSettings = () => setSettings(true);

  useEffect(() => {
    document.title = title;
    // The client's own bar says whose page this is; the page's name stands right below it, and not twice.
    if (inDingTalk()) void import('../dingtalk.ts').then(({ showTitle }) => showTitle(t('app.name')));
  }, [title]);

  return (
    <div className={`frame${tabs ? ' has-tabs' : ''}`}>
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <nav className="side" aria-label={t('nav.main')}>
        <div className="brand">
          <img src="/favicon.svg" alt="" width="32" height="32" />
          {t('app.name')}
        </div>
        {places.map((place) => (
          <Link key={place.href} href={place.href} className="side-link" aria-current={here(place.href, location)}>
            <Icon name={place.icon} />
            {t(place.long)}
          </Link>
        ))}
        <div className="side-foot">
          <button type="button" className="side-link" onClick={openSettings}>
            <Icon name="settings" />
            {t('nav.settings')}
          </button>
          {me ? <Person person={me} /> : null}
        </div>
      </nav>
      <div className="frame-main">
        <header className="topbar">
          {online ? null : (
            <div className="offline" role="status">
              {t('offline.banner')}
            </div>
          )}
          <div className={`topbar-in${back ? ' with-back' : ''}`}>
            {back ? <BackLink href={back} /> : null}
            <h1 tabIndex={-1}>{title}</h1>
            <div className="topbar-actions">
              {actions}
              <span className="settings-button">
                <IconButton icon="settings" label={t('nav.settings')} onClick={openSettings} />
              </span>
            </div>
          </div>
        </header>
        <main className="content" id="content" tabIndex={-1}>
          {children}
        </main>
        {tabs ? (
          <nav className="tabs" aria-label={t('nav.main')}>
            {places.map((place) => (
              <Link key={place.href} href={place.href} aria-current={here(place.href, location)}>
                <Icon name={place.icon} size={22} />
                {t(place.short)}
              </Link>
            ))}
          </nav>
        ) : null}
      </div>
      {settings ? (
        <Suspense>
          <Settings onClose={() => setSettings(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

const here = (href: string, location: string): 'page' | undefined =>
  location === href || (href !== '/' && location.startsWith(`${href}/`)) ? 'page' : undefined;

/** A real link, so that it can be opened and read; inside the app it goes back in the history when there is one. */
function BackLink({ href }: { href: string }) {
  return (
    <Link
      href={href}
      className="icon-button"
      aria-label={t('nav.back')}
      onClick={(event) => {
        if (!cameFromApp()) return;
        event.preventDefault();
        window.history.back();
      }}
    >
      <Icon name="back" size={22} />
    </Link>
  );
}
