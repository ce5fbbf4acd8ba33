import type { SearchReply } from '@baton/api/client';
import { t } from '../../i18n/t.ts';
import { Link } from '../../kit/link.tsx';
import { DocumentStateTag } from './document-row.tsx';

type Hit = SearchReply['hits'][number];
type Marks = Hit['titleMarks'];

/** Text with stretches of it highlighted. Text it stays: nothing in it becomes an element. */
function Marked({ text, marks }: { text: string; marks: Marks }) {
  let at = 0;
  const parts = marks.flatMap(([from, to]) => {
    const part = [text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>];
    at = to;
    return part;
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}

/** One document that answers, with the place in it that does; the link leads to that place. */
export function SearchHit({ hit: { document, titleMarks, place } }: { hit: Hit }) {
  const { id, title, kind, position } = document;
  const anchor = place?.step ? `#step-${place.step.key}` : '';
  return (
    <li>
      <Link href={`/documents/${id}${anchor}`} className="row hit">
        <div className="row-main">
          <div className="row-title">
            <span>
              <Marked text={title} marks={titleMarks} />
            </span>
            {document.due ? <DocumentStateTag document={document} /> : null}
          </div>
          {place ? (
            <p className="hit-place">
              {whereIs(place)}
              <Marked text={place.text} marks={place.marks} />
            </p>
          ) : null}
          <div className="meta">
            <span>{t(`documentKind.${kind}`)}</span>
            <span>{position?.name ?? t('documents.company')}</span>
            <span>{t('documents.owner', { name: document.owner.name })}</span>
          </div>
        </div>
      </Link>
    </li>
  );
}

function whereIs(place: NonNullable<Hit['place']>) {
  const where =
    place.label === 'attachment'
      ? t('search.attachment', { name: place.name ?? '' })
      : place.label === 'answer'
        ? t('search.answer')
        : place.step
          ? t('search.step', { number: place.step.number })
          : '';
  return where === '' ? null : <span className="tag tag-brand">{where}</span>;
}
