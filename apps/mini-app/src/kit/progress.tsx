import { t } from '../i18n/t.ts';

const RADIUS = 42;
const ROUND = 2 * Math.PI * RADIUS;

/** Weighted progress, 0..100. */
export function Ring({ percent }: { percent: number }) {
  return (
    <div className="ring">
      <svg viewBox="0 0 96 96" role="img" aria-label={t('handover.percent', { percent })}>
        <circle className="ring-track" cx="48" cy="48" r={RADIUS} />
        {percent > 0 ? (
          <circle
            className={`ring-fill${percent === 100 ? ' ring-fill-ok' : ''}`}
            cx="48"
            cy="48"
            r={RADIUS}
            strokeDasharray={`${(ROUND * percent) / 100} ${ROUND}`}
          />
        ) : null}
      </svg>
      <span className="ring-label" aria-hidden="true">
        {percent}
        <small>%</small>
      </span>
    </div>
  );
}

/** A bar of `done` of `total`; the numbers stand beside it, so it is decoration. */
export function Bar({ done, total }: { done: number; total: number }) {
  const share = total === 0 ? 0 : (100 * done) / total;
  return (
    <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-track" width="100" height="6" />
      <rect className={`bar-fill${share === 100 ? ' bar-fill-ok' : ''}`} width={share} height="6" />
    </svg>
  );
}
