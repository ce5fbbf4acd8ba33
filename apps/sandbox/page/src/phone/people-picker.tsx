import { useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';

type Picked = { name: string; avatar: string; emplId: string };
type Props = {
  state: StateView;
  multiple: boolean;
  picked: string[];
  disabled: string[];
  onDone: (users: Picked[]) => void;
  onCancel: () => void;
};

/** dd.complexChoose: people of the company, one or several. Answers in the documented shape (jsapi.json complexChoose). */
export function PeoplePicker({ state, multiple, picked, disabled, onDone, onCancel }: Props) {
  const [chosen, setChosen] = useState(picked);
  const [words, setWords] = useState('');
  const shown = state.people.filter(
    (person) =>
      person.present && `${person.name}${person.nickname}${person.title}${person.deptName}`.includes(words.trim()),
  );
  const toggle = (userid: string) => {
    if (!multiple) setChosen([userid]);
    else setChosen((old) => (old.includes(userid) ? old.filter((id) => id !== userid) : [...old, userid]));
  };
  const users = state.people
    .filter((person) => chosen.includes(person.userid))
    .map((person) => ({ name: person.name, avatar: '', emplId: person.userid }));
  return (
    <>
      <input
        type="search"
        aria-label="搜索同事"
        placeholder="搜索"
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      <ul>
        {shown.map((person) => (
          <li key={person.userid}>
            <label>
              <input
                type={multiple ? 'checkbox' : 'radio'}
                checked={chosen.includes(person.userid)}
                disabled={disabled.includes(person.userid)}
                onChange={() => toggle(person.userid)}
              />
              <span className="grow">
                <b>{person.name}</b>
                <small>
                  {person.deptName} · {person.title}
                </small>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="buttons">
        <button type="button" className="button" onClick={onCancel}>
          取消
        </button>
        <button type="button" className="button main" disabled={users.length === 0} onClick={() => onDone(users)}>
          确定{users.length > 0 && `（${users.length}）`}
        </button>
      </div>
    </>
  );
}
