import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { StateView } from '../../../src/control/control.ts';
import { PeoplePicker } from './people-picker.tsx';
import type { Question } from './use-shell.ts';

const CANCELLED = { errorCode: '-1', errorMessage: 'user cancelled' };
const str = (value: unknown) => (typeof value === 'string' ? value : '');

/** The client's own dialogs (alert, confirm, prompt, people picker), drawn over the app; Escape is the cancel button. */
export function PhoneDialog({ question, state }: { question: Question; state: StateView }) {
  const { kind, params, answer } = question;
  const box = useRef<HTMLDivElement>(null);
  const heading = useId();
  const [value, setValue] = useState(str(params.initial));
  const buttons = Array.isArray(params.buttons) ? params.buttons.map(String) : [];
  const primary = kind === 'confirm' ? Number(params.primary) : buttons.length - 1;
  useEffect(() => box.current?.querySelector<HTMLElement>('input, .main')?.focus(), []);

  const press = (buttonIndex: number) => answer(true, kind === 'prompt' ? { buttonIndex, value } : { buttonIndex });
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    if (kind === 'pickPeople') answer(false, CANCELLED);
    else press(kind === 'alert' ? 0 : 1 - primary);
  };
  const title = str(params.title);
  if (kind === 'pickPeople')
    return (
      <div
        className="phone-sheet"
        ref={box}
        role="dialog"
        aria-modal="true"
        aria-labelledby={heading}
        onKeyDown={onEscape}
      >
        <h3 id={heading}>{title || '选择同事'}</h3>
        <PeoplePicker
          state={state}
          multiple={params.multiple !== false}
          picked={Array.isArray(params.pickedUsers) ? params.pickedUsers.map(String) : []}
          disabled={Array.isArray(params.disabledUsers) ? params.disabledUsers.map(String) : []}
          onDone={(users) => answer(true, { users, departments: [], selectedCount: users.length })}
          onCancel={() => answer(false, CANCELLED)}
        />
      </div>
    );
  return (
    <div className="phone-scrim">
      <div
        className="phone-dialog"
        ref={box}
        role="alertdialog"
        aria-modal="true"
        aria-labelledby={heading}
        onKeyDown={onEscape}
      >
        {title && <h3>{title}</h3>}
        <p id={heading}>{str(params.message)}</p>
        {kind === 'prompt' && (
          <input
            aria-label={str(params.message) || '输入'}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        )}
        <div className="bubble-buttons row">
          {buttons.map((label, index) => (
            <button key={label} type="button" className={index === primary ? 'main' : ''} onClick={() => press(index)}>
              {label}
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
