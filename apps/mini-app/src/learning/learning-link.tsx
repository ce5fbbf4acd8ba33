import '../styles/learning.css';
import { useQuery } from '@tanstack/react-query';
import { say } from '../i18n/learning.ts';
import { Icon } from '../kit/icon.tsx';
import { Link } from '../kit/link.tsx';
import { learningQuery } from './queries.ts';

/** The way to the reading path, for who is on one or leads somebody who is; nothing for others. */
export function LearningLink() {
  const mine = useQuery(learningQuery('me'));
  const team = useQuery(learningQuery('team'));
  const own = mine.data?.paths ?? [];
  const count = own.flatMap(({ steps }) => steps).filter(({ state }) => state === 'now').length;
  if (own.length === 0 && (team.data?.paths ?? []).length === 0) return null;
  const text = count > 0 ? say('home', { count }) : say(own.length > 0 ? 'homeDone' : 'homeTeam');
  return (
    <Link href={own.length > 0 ? '/learning' : '/learning?of=team'} className="card learning-link">
      <Icon name="list" />
      <span>{text}</span>
      <Icon name="next" size={18} />
    </Link>
  );
}
