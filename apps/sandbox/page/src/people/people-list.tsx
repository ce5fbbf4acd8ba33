import { useMemo, useState } from 'react';
import type { PersonSummary, StateView } from '../../../src/control/control.ts';
import { Avatar } from '../kit/avatar.tsx';
import { Icon } from '../kit/icon.tsx';

type Props = { state: StateView; current: string; marked: string | null; onPick: (userid: string) => void };

const matches = (person: PersonSummary, words: string) =>
  words
    .split(/\s+/)
    .every((word) =>
      [person.name, person.nickname, person.title, person.deptName, person.userid].some((text) =>
        text.toLowerCase().includes(word.toLowerCase()),
      ),
    );

/** Everyone in the company by department; those with something to do carry a number. */
export function PeopleList({ state, current, marked, onPick }: Props) {
  const [words, setWords] = useState('');
  const groups = useMemo(() => {
    const found = state.people.filter((person) => matches(person, words.trim()));
    return state.departments
      .map((dept) => ({ dept, people: found.filter((person) => person.deptId === dept.id) }))
      .filter((group) => group.people.length > 0);
  }, [state, words]);
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
        {groups.map(({ dept, people }) => (
          <section key={dept.id} aria-label={dept.name}>
            <h3>{dept.name}</h3>
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
