import type { CaseCard as Card } from '@baton/api/client';
import { t } from '../i18n/t.ts';
import { sayDay } from '../say-days.ts';
import { Link } from './link.tsx';
import { Ring } from './progress.tsx';
import { CaseStateTag } from './tags.tsx';

/** A handover at a glance, leading to it. */
export function CaseCard({ card, today }: { card: Card; today: string }) {
  const { progress } = card;
  return (
    <Link href={`/handovers/${card.id}`} className="card case">
      <Ring percent={progress.percent} />
      <div>
        <div className="case-title">
          <span>{t('handover.of', { name: card.leaver.name, kind: t(`kind.${card.kind}`) })}</span>
          <CaseStateTag state={card.state} />
        </div>
        <div className="meta">
          {card.lastWorkingDay ? (
            <span>
              {t('handover.lastWorkingDay')} {sayDay(card.lastWorkingDay, today)}
            </span>
          ) : null}
        </div>
        <div className="meta numeric">
          <span>{t('handover.mustProgress', { done: progress.mustDone, total: progress.mustTotal })}</span>
          <span>{t('handover.allProgress', { done: progress.done, total: progress.total })}</span>
          {progress.overdue > 0 ? (
            <span className="tone-danger">{t('handover.overdue', { count: progress.overdue })}</span>
          ) : null}
        </div>
      </div>
    </Link>
  );
}
