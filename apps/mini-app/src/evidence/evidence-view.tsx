import type { FileView } from '@baton/api/client';
import type { EvidenceContent, EvidenceType } from '@baton/core';
import type { ComponentType, MouseEvent } from 'react';
import { t } from '../i18n/t.ts';
import { inDingTalk } from '../in-dingtalk.ts';
import { Icon } from '../kit/icon.tsx';
import { Link } from '../kit/link.tsx';
import { sayDay } from '../say-days.ts';
import type { ContentOf } from './content.ts';
import { isDateColumn, isDayOrEmpty } from './date-columns.ts';
import { EVIDENCE_ICON } from './evidence-form.tsx';
import { FileLine } from './file-line.tsx';

type Shown = {
  files: ReadonlyMap<string, FileView>;
  /** Those the reader may open. */
  documents: readonly { id: string; title: string }[];
};
type Props<T extends EvidenceType> = Shown & { content: ContentOf<T> };

/** Evidence as it was handed in, for reading. */
export function EvidenceView({ evidence, ...shown }: Shown & { evidence: readonly EvidenceContent[] }) {
  return evidence.map((content, index) => {
    const View = VIEW[content.type] as ComponentType<Props<EvidenceType>>;
    return (
      <section className="need-view" key={index}>
        <div className="need-head">
          <h3>
            <Icon name={EVIDENCE_ICON[content.type]} />
            {t(`evidence.${content.type}`)}
          </h3>
        </div>
        <View content={content} {...shown} />
      </section>
    );
  });
}

const Text = ({ label, text }: { label?: string; text: string }) =>
  text === '' ? null : (
    <p className="quote">
      {label ? <span className="muted">{label + t('common.colon')}</span> : null}
      {text}
    </p>
  );

/** A document of ours; who may not read it sees that there is one. */
function OurDocument({ id, documents }: { id: string; documents: Shown['documents'] }) {
  const document = documents.find((one) => one.id === id);
  return <p>{document ? <Link href={`/documents/${id}`}>{document.title}</Link> : t('check.hidden')}</p>;
}

/** A link somebody else typed: it opens outside, and only web and DingTalk addresses are links at all. */
function SafeLink({ url }: { url: string }) {
  if (!/^(https?|dingtalk):\/\//i.test(url)) return <Text text={url} />;
  function onClick(event: MouseEvent) {
    if (!inDingTalk()) return;
    event.preventDefault();
    void import('../dingtalk.ts').then(({ openAddress }) => openAddress(url));
  }
  return (
    <p>
      <a href={url} target="_blank" rel="noopener noreferrer" onClick={onClick}>
        {url}
      </a>
    </p>
  );
}

const Files = ({ ids, files }: { ids: readonly string[]; files: ReadonlyMap<string, FileView> }) =>
  ids.length === 0 ? null : (
    <ul className="files">
      {ids.map((id) => (
        <FileLine key={id} file={files.get(id) ?? null} />
      ))}
    </ul>
  );

const sayCell = (column: string, cell: string): string =>
  cell !== '' && isDateColumn(column) && isDayOrEmpty(cell) ? sayDay(cell) : cell;

function ListView({ content }: Props<'LIST'>) {
  if (content.rows.length === 0) return <Text text={t('list.noneSaid', { reason: content.noneBecause })} />;
  return (
    <>
      <div className="sheet-wrap">
        <table className="sheet-view">
          <thead>
            <tr>
              {content.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {content.rows.map((row, index) => (
              <tr key={index}>
                {content.columns.map((column, at) => (
                  <td key={column}>
                    <span className="cell-label">{column}</span>
                    <span className="cell-text">{sayCell(column, row[at] ?? '')}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="field-hint">{t('list.rows', { count: content.rows.length })}</p>
    </>
  );
}

const VIEW: { [T in EvidenceType]: ComponentType<Props<T>> } = {
  LIST: ListView,
  FILE: ({ content, files }) => (
    <>
      <Files ids={content.fileIds} files={files} />
      <Text text={content.purpose} />
    </>
  ),
  PHOTO: ({ content, files }) => (
    <>
      <Files ids={content.fileIds} files={files} />
      <Text text={content.note} />
    </>
  ),
  LINK: ({ content, documents }) => (
    <>
      {content.documentId ? (
        <OurDocument id={content.documentId} documents={documents} />
      ) : (
        <SafeLink url={content.url} />
      )}
      <Text text={content.purpose} />
    </>
  ),
  MEET: ({ content, files }) => (
    <>
      <Text label={t('meet.heldOn')} text={sayDay(content.heldOn)} />
      {content.url ? <SafeLink url={content.url} /> : null}
      <Files ids={content.fileIds} files={files} />
      <Text text={content.summary} />
    </>
  ),
  APPR: ({ content }) => (
    <>
      <Text label={t('appr.id')} text={content.processInstanceId} />
      <Text text={content.note} />
    </>
  ),
  SYS: ({ content }) => <Text text={content.statement} />,
  SIGN: ({ content }) => (
    <>
      <Text text={content.statement} />
      <p>
        <strong>{t('sign.by', { name: content.signedName })}</strong>
      </p>
    </>
  ),
  DEMO: ({ content }) => (
    <>
      <p>
        <strong>{t(`demo.${content.result}`)}</strong>
      </p>
      <Text text={content.note} />
    </>
  ),
};
