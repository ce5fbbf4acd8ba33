import type { ItemView } from '@baton/api/client';
import { t } from '../i18n/t.ts';
import { Link } from '../kit/link.tsx';
import { Note } from '../kit/note.tsx';

const PAGE = { documents: '/documents', questions: '/questions' } as const;

/** What the system found itself, and what still stands in the way: nothing is typed here. */
export function SystemCheck({ check }: { check: NonNullable<ItemView['check']> }) {
  const { kind, total, open } = check;
  if (open.length === 0) return <Note tone="ok">{t(`check.${kind}.fine`, { count: total })}</Note>;
  return (
    <Note tone="warn">
      <p>{t(`check.${kind}.open`, { count: open.length })}</p>
      <ul>
        {open.map(({ id, title }, index) => (
          <li key={id}>
            {title === null && kind === 'documents' ? (
              t('check.hidden')
            ) : (
              <Link href={`${PAGE[kind]}/${id}`}>{title ?? t('check.question', { number: index + 1 })}</Link>
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}
