import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';
import { requestsQuery } from './queries.ts';

/** The way to what colleagues looked for and nobody has written; to one's own requests where nothing waits. */
export function RequestsNote() {
  const { data } = useQuery(requestsQuery());
  const waiting = data?.waiting.length ?? 0;
  if (waiting === 0 && (data?.asked.length ?? 0) === 0) return null;
  return (
    <Link href="/documents/requests" className={`requests-note${waiting > 0 ? ' note' : ''}`}>
      {waiting > 0 ? <Icon name="alert" /> : null}
      <span>{waiting > 0 ? t('requests.note', { count: waiting }) : t('requests.asked')}</span>
      <Icon name="next" size={18} />
    </Link>
  );
}
