import type { DocumentView, PersonRef } from '@baton/api/client';
import { shanghaiDay } from '../../days.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';
import { Note } from '../../kit/note.tsx';
import { Person } from '../../kit/person.tsx';
import { sayDay, sayTime } from '../../say-days.ts';
import { DocumentStateTag } from './document-row.tsx';
import { say } from './reader-texts.ts';

/** What it is and how it stands, above what it says. */
export function DocumentHead({ document }: { document: DocumentView }) {
  const { kind, position, subjects, number, state, flaggedBecause, obsoleteBecause, due, reviewOn, verifier } =
    document;
  return (
    <div className="document-head">
      <div className="item-tags muted">
        <DocumentStateTag document={document} />
        <span>{t(`documentKind.${kind}`)}</span>
        <span>{position?.name ?? say('company')}</span>
        {number === null ? null : <span>{say('versionNo', { number })}</span>}
      </div>
      {subjects.length > 0 ? (
        <p className="document-subjects">
          {subjects.map((subject) => (
            <span key={subject} className="tag">
              {subject}
            </span>
          ))}
        </p>
      ) : null}
      {state === 'obsolete' ? (
        <Note tone="danger">
          <strong>{say('obsolete')}</strong>
          {obsoleteBecause ? <p>{obsoleteBecause}</p> : null}
        </Note>
      ) : state === 'needs_review' ? (
        <Note tone="warn">
          <strong>{say('needsReview')}</strong>
          {flaggedBecause ? <p>{flaggedBecause}</p> : null}
        </Note>
      ) : due && reviewOn ? (
        <Note tone="warn">{say('dueBecause', { day: sayDay(reviewOn), name: verifier.name })}</Note>
      ) : number === null ? (
        <Note>{say('draftOnly')}</Note>
      ) : null}
    </div>
  );
}

/** Who answers for it, until when it holds, and what became of it. */
export function DocumentFacts({ document }: { document: DocumentView }) {
  const { id, owner, verifier, editors, verifiedAt, verifiedBy, reviewOn, visibility, number, versions } = document;
  const verified =
    verifiedAt && verifiedBy
      ? say('verifiedBy', { day: sayDay(shanghaiDay(new Date(verifiedAt))), name: verifiedBy.name })
      : say('never');
  return (
    <section className="card card-pad document-facts" aria-labelledby="facts">
      <div className="card-head">
        <h2 id="facts">{say('facts')}</h2>
      </div>
      <ul className="lines">
        <Who label={say('owner')} person={owner} />
        <Who label={say('verifier')} person={verifier} />
        {editors.map((person) => (
          <Who key={person.userId} label={say('editors')} person={person} />
        ))}
      </ul>
      <dl className="facts">
        <div>
          <dt>{say('verified')}</dt>
          <dd>{verified}</dd>
        </div>
        {number === null ? null : (
          <div>
            <dt>{say('review')}</dt>
            <dd className="numeric">{reviewOn ? sayDay(reviewOn) : say('noReview')}</dd>
          </div>
        )}
        <div>
          <dt>{say('audience')}</dt>
          <dd>{say(`visibility.${visibility}`)}</dd>
        </div>
      </dl>
      <p className="document-links">
        {versions.length > 0 ? (
          <>
            <Link href={`/documents/${id}/history`} className="button button-plain button-small">
              <Icon name="list" size={18} />
              {say('history')}
            </Link>
            <Link href={`/documents/${id}/print`} className="button button-plain button-small">
              <Icon name="file" size={18} />
              {say('print')}
            </Link>
          </>
        ) : null}
      </p>
    </section>
  );
}

const Who = ({ label, person }: { label: string; person: PersonRef }) => (
  <li className="pair">
    <span className="muted">{label}</span>
    <Person person={person} small about="" />
  </li>
);

/** The draft beside the published version, for whom it is. */
export function DraftLine({ writing }: { writing: NonNullable<DocumentView['writing']> }) {
  const { savedBy, savedAt, approvers, minor, note } = writing;
  const names = approvers.map(({ name }) => name).join(t('common.listComma'));
  return (
    <Note>
      {say('draftBy', { name: savedBy.name, time: sayTime(savedAt) })}
      {names ? ` · ${say('draftWaits', { names })}` : ''}
      {note ? <blockquote className="draft-note">{note}</blockquote> : null}
      {minor ? <p className="muted small">{say('minorMark')}</p> : null}
    </Note>
  );
}
