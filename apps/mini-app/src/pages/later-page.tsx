import { type ComponentType, lazy } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { Empty } from '../kit/empty.tsx';

/** A page in a file of its own. When the file cannot be had, a word and a way to try again stand in its place. */
export function laterPage<P extends object>(load: () => Promise<ComponentType<P>>) {
  return lazy(async () => {
    // Not awaited: what the page will ask the server by comes beside it, not after it.
    import('@baton/api/routes').catch(() => undefined);
    return { default: await load().catch(() => Broken as ComponentType<P>) };
  });
}

/** Stands where a page should be that did not load, or that broke while rendering. */
export function Broken({ crashed = false }: { crashed?: boolean }) {
  return (
    <div className="lone">
      <Empty mood="lost" title={crashed ? t('failure.crash') : t('failure.chunk')} hint={t('failure.crashHint')}>
        <Button tone="primary" onClick={() => window.location.reload()}>
          {t('common.reload')}
        </Button>
      </Empty>
    </div>
  );
}
