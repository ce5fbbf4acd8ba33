import type { DocumentCard } from '@baton/api/client';
import type { DocumentState } from '@baton/core';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';
import { sayDay, today } from '../../say-days.ts';

const TONE: Record<DocumentState, string> = {
  draft: '',
  in_review: ' tag-violet',
  published: ' tag-ok',
  needs_review: ' tag-warn',
  obsolete: '',
};

/** How a document stands. One whose review day has come is to be reviewed, whether or not it was flagged. */
export function DocumentStateTag({ document: { state, due } }: { document: Pick<DocumentCard, 'state' | 'due'> }) {
  const shown = state === 'published' && due ? 'needs_review' : state;
  return <span className={`tag${TONE[shown]}`}>{t(`documentState.${shown}`)}</span>;
}

/** One document in a list; the whole row is the link. `grouped`: its kind and position stand above it. */
export function DocumentRow({ document, grouped = false }: { document: DocumentCard; grouped?: boolean }) {
  const { id, title, kind, position, owner, draft, number, state, flaggedBecause, obsoleteBecause } = document;
  return (
    <li>
      <Link href={`/documents/${id}`} className="row">
        <div className="row-main">
          <div className="row-title">
            <span>{title}</span>
            <DocumentStateTag document={document} />
          </div>
          <div className="meta">
            {grouped ? null : <span>{t(`documentKind.${kind}`)}</span>}
            {grouped ? null : <span>{position?.name ?? t('documents.company')}</span>}
            <span>{t('documents.owner', { name: owner.name })}</span>
            <ReviewDay document={document} />
            {number !== null && draft !== 'none' ? (
              <span className="tone-brand">{t(`draftState.${draft}`)}</span>
            ) : null}
          </div>
          {state === 'needs_review' && flaggedBecause ? (
            <p className="row-reason row-reason-warn">{t('documents.flagged', { reason: flaggedBecause })}</p>
          ) : null}
          {state === 'obsolete' && obsoleteBecause ? (
            <p className="row-reason row-reason-quiet">{t('documents.obsolete', { reason: obsoleteBecause })}</p>
          ) : null}
        </div>
        <Icon name="next" size={18} />
      </Link>
    </li>
  );
}

function ReviewDay({ document: { reviewOn, state, due } }: { document: DocumentCard }) {
  if (reviewOn === null || (state !== 'published' && state !== 'needs_review')) return null;
  const past = reviewOn <= today();
  return (
    <time className={due && past ? 'tone-warn' : ''} dateTime={reviewOn}>
      {t(past ? 'documents.reviewPast' : 'documents.reviewOn', { day: sayDay(reviewOn) })}
    </time>
  );
}
