import { t } from '../i18n/t.ts';

/** The shape of a page that is on its way. */
export function Loading({ rows = 4 }: { rows?: number }) {
  return (
    <div role="status">
      <span className="hidden">{t('common.loading')}</span>
      <div className="skeleton skeleton-hero" />
      {Array.from({ length: rows }, (_, index) => (
        <div className="skeleton skeleton-row" key={index} />
      ))}
    </div>
  );
}
