import { useQuery } from '@tanstack/react-query';
import { t } from '../i18n/t.ts';
import { Combobox } from '../kit/combobox.tsx';
import { Link } from '../kit/link.tsx';
import { suggestQuery } from '../suggest-query.ts';

type Picked = { id: string; title: string };

/** Finds a document of ours by its title, or leads to where one is written. */
export function DocumentPicker(props: {
  value: Picked | null;
  /** What a new one would be called. */
  title: string;
  error: string | undefined;
  onValue: (document: Picked | null) => void;
}) {
  const { value, title, error, onValue } = props;
  return (
    <>
      <Combobox
        label={t('link.document')}
        hint={t('link.documentHint')}
        error={error}
        placeholder={t('link.documentSearch')}
        picked={value ? <Link href={`/documents/${value.id}`}>{value.title}</Link> : null}
        onClear={() => onValue(null)}
        onChoose={onValue}
        useRows={(q) => {
          const found = useQuery(suggestQuery(q));
          return { rows: found.data?.rows ?? [], ready: found.isSuccess };
        }}
        keyOf={({ id }) => id}
        show={(row) => (
          <>
            <span className="option-title">{row.title}</span>
            <span className="muted small">{row.position?.name ?? ''}</span>
          </>
        )}
        sayFound={(q, count) => (count === 0 ? t('link.documentNone', { q }) : t('link.documentFound', { count }))}
      />
      {value ? null : (
        <p className="picker-new">
          <Link href={`/documents/new?title=${encodeURIComponent(title)}`}>{t('link.documentNew')}</Link>
        </p>
      )}
    </>
  );
}
