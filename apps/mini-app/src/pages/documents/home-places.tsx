import '../../styles/coverage.css';
import type { Api } from '@baton/api/client';
import { say } from '../../coverage/texts.ts';
import { Icon, type IconName } from '../../kit/icon.tsx';
import { Link } from '../../kit/link.tsx';

/** What one's own position does, and for who leads people how well their positions are covered. */
export function HomePlaces({ page }: { page: Api['listDocuments']['reply'] | undefined }) {
  if (!page) return null;
  const places: { href: string; icon: IconName; text: string }[] = [
    ...(page.yours
      ? [
          {
            href: `/documents/duties?position=${encodeURIComponent(page.yours.key)}`,
            icon: 'list' as const,
            text: say('duties'),
          },
        ]
      : []),
    ...(page.covers ? [{ href: '/documents/coverage', icon: 'shield' as const, text: say('coverage') }] : []),
  ];
  if (places.length === 0) return null;
  return (
    <nav className="home-places" aria-label={say('duties')}>
      {places.map(({ href, icon, text }) => (
        <Link key={href} href={href} className="card">
          <Icon name={icon} />
          <span>{text}</span>
          <Icon name="next" size={18} />
        </Link>
      ))}
    </nav>
  );
}
