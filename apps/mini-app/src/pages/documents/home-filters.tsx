import { DOCUMENT_KINDS } from '@baton/core/documents';
import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { positionsQuery } from '../../queries.ts';
import type { Filter } from './filter.ts';

type Props = { filter: Filter; onFilter: (next: Partial<Filter>) => void };

/** Of which position, and of what kind. One's own position needs no question. */
export function HomeFilters({ filter, onFilter }: Props) {
  const positions = useQuery(positionsQuery());
  return (
    <div className="document-filters">
      {filter.scope === 'yours' ? null : (
        <select
          className="input select"
          aria-label={t('documents.position')}
          value={filter.position}
          onChange={(event) => onFilter({ position: event.target.value })}
        >
          <option value="">{t('documents.anyPosition')}</option>
          <option value="*company">{t('documents.company')}</option>
          {positions.data?.positions.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
      <select
        className="input select"
        aria-label={t('documents.kind')}
        value={filter.kind}
        onChange={(event) => onFilter({ kind: DOCUMENT_KINDS.find((kind) => kind === event.target.value) ?? '' })}
      >
        <option value="">{t('documents.anyKind')}</option>
        {DOCUMENT_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`documentKind.${kind}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
