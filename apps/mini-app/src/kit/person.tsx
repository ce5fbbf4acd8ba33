import type { PersonRef } from '@baton/api/client';
import type { ReactNode } from 'react';

const TINTS = 5;
const tintOf = (userId: string): number => [...userId].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS;
/** Two characters of a Chinese name, as DingTalk's own avatars; initials of others. */
function initials(name: string): string {
  if (/[㐀-鿿]/.test(name)) return name.slice(-2);
  return name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .join('')
    .slice(0, 2)
    .toUpperCase();
}

function Avatar({ person, small = false }: { person: PersonRef; small?: boolean }) {
  return (
    <span className={`avatar avatar-${tintOf(person.userId)}${small ? ' avatar-small' : ''}`} aria-hidden="true">
      {initials(person.name)}
    </span>
  );
}

/** A person in one line; `about` defaults to department and title. */
export function Person({ person, about, small }: { person: PersonRef; about?: ReactNode; small?: boolean }) {
  const said = about ?? [person.department, person.title].filter(Boolean).join(' · ');
  return (
    <div className="person">
      <Avatar person={person} small={small ?? false} />
      <div>
        <span className="person-name">{person.name}</span>
        {said ? <span className="person-about">{said}</span> : null}
      </div>
    </div>
  );
}
