import '../i18n/more.ts';
import { t } from '../i18n/t.ts';
import { Empty } from '../kit/empty.tsx';
import { Link } from '../kit/link.tsx';
import { Page } from '../kit/page.tsx';

export function NotFound() {
  return (
    <Page title={t('app.name')} back="/">
      <Empty mood="lost" title={t('missing.title')} hint={t('missing.hint')}>
        <Link href="/" className="button button-primary">
          {t('missing.home')}
        </Link>
      </Empty>
    </Page>
  );
}
