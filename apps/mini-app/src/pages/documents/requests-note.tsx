import { useQuery } from '@tanstack/react-query';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';
import { requestsQuery } from './queries.ts';

/** The way to what one looked for and nobody has written; what waits for oneself stands in {@link HomeTasks}. */
export function RequestsNote() {
  const { data } = useQuery(requestsQuery());
  if (!data || data.waiting.length > 0 || data.asked.length === 0) return null;
  return (
    <Link href="/documents/requests" className="requests-note">
      <span>{t('requests.asked')}</span>
      <Icon name="next" size={18} />
    </Link>
  );
}
