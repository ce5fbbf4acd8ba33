import type { DocumentCard } from '@baton/api/client';
import { DOCUMENT_KINDS } from '@baton/core/documents';
import { t } from '../../i18n/t.ts';
import { DocumentRow } from './document-row.tsx';

/**
 * One position's documents, kind by kind, in the order in which somebody new needs them; what is out of use last.
 * `whole`: nothing is still to be loaded, so that they can be counted.
 */
export function Shelf({ rows, whole }: { rows: readonly DocumentCard[]; whole: boolean }) {
  const groups = [
    ...DOCUMENT_KINDS.map((kind) => ({
      title: t(`documentKind.${kind}`),
      rows: rows.filter((row) => row.kind === kind && row.state !== 'obsolete'),
    })),
    { title: t('documents.obsoleteGroup'), rows: rows.filter(({ state }) => state === 'obsolete') },
  ];
  return groups
    .filter((group) => group.rows.length > 0)
    .map((group) => (
      <section key={group.title} aria-label={group.title}>
        <h2 className="section-title">
          {group.title}
          {whole ? <span className="count">{group.rows.length}</span> : null}
        </h2>
        <ul className="card rows">
          {group.rows.map((row) => (
            <DocumentRow key={row.id} document={row} grouped />
          ))}
        </ul>
      </section>
    ));
}
