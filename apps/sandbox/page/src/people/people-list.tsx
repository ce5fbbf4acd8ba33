import { useMemo, useState } from 'react';
import type { PersonSummary, StateView } from '../../../src/control/control.ts';
import { Avatar } from '../kit/avatar.tsx';
import { Icon } from '../kit/icon.tsx';

type Props = {
  state: StateView;
  current: string;
  marked: string | null;
  /** Userids of those who play a part in the tour, in the order of their entrance. */
  cast: string[];
  onPick: (userid: string) => void;
};

type Group = { id: string; name: string; people: PersonSummary[] };

/** Those concerned with a departure come first; a search goes through everybody by department. */
function groupsOf(state: StateView, cast: string[], words: string): Group[] {
  const parts = new Set([
    ...cast,
    ...state.people.filter((person) => person.dismissionStatus !== 3).map((p) => p.userid),
  ]);
  const first = words === '' ? [...parts].flatMap((userid) => state.people.filter((p) => p.userid === userid)) : [];
  const rest = state.people.filter((person) => !first.includes(person) && matches(person, words));
  return [
    { id: 'cast', name: '这次交接的人', people: first },
    ...state.departments.map((dept) => ({
      id: String(dept.id),
      name: dept.name,
      people: rest.filter((person) => person.deptId === dept.id),
    })),
  ].filter((group) => group.people.length > 0);
}

const matches = (person: PersonSummary, words: string) =>
  words
    .split(/\s+/)
    .every((word) =>
      [person.name, person.nickname, person.title, person.deptName, person.userid].some((text) =>
        text.toLowerCase().includes(word.toLowerCase()),
      ),
    );

/** Everyone in the company by department; those with something to do carry a number. */
export function PeopleList({ state, current, marked, cast, onPick }: Props) {
  const [words, setWords] = useState('');
  const groups = useMemo(() => groupsOf(state, cast, words.trim()), [state, cast, words]);
  return (
    <>
      <div className="search">
        <Icon name="search" size={16} />
        <input
          type="search"
          aria-label="搜索同事"
          placeholder="搜姓名、部门、岗位"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <nav className="people" aria-label="选择要扮演的人">
        {groups.length === 0 && <p className="muted">没有找到“{words}”</p>}
        {groups.map(({ id, name, people }) => (
          <section key={id} aria-label={name}>
            <h2>{name}</h2>
            <ul>
              {people.map((person) => (
                <li key={person.userid}>
                  <PersonRow
                    person={person}
                    current={person.userid === current}
                    marked={person.userid === marked}
                    onPick={onPick}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </nav>
    </>
  );
}

type RowProps = { person: PersonSummary; current: boolean; marked: boolean; onPick: (userid: string) => void };

function PersonRow({ person, current, marked, onPick }: RowProps) {
  const waiting = person.unread + person.toHandle;
  const leaving = { 1: '待离职', 2: '已离职', 3: '', 4: '审批中' }[person.dismissionStatus];
  return (
    <button
      type="button"
      className={`${marked ? 'marked ' : ''}${person.present ? '' : 'gone'}`}
      aria-current={current ? 'true' : undefined}
      onClick={() => onPick(person.userid)}
    >
      <Avatar userid={person.userid} name={person.name} />
      <span className="grow">
        <b>{person.name}</b>
        <small>
          {person.nickname && person.nickname !== person.name ? `${person.nickname} · ` : ''}
          {person.title}
        </small>
      </span>
      {leaving && <span className="tag tag-wait small">{leaving}</span>}
      {waiting > 0 && (
        <span className="badge">
          {waiting}
          <span className="hidden">件待看</span>
        </span>
      )}
    </button>
  );
}
