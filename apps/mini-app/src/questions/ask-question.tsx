import { useState } from 'react';
import { Ask } from '../kit/ask.tsx';
import { TextArea } from '../kit/field.tsx';
import { toast } from '../kit/toast.tsx';
import { requestNames } from '../request-id.ts';
import { call } from '../session.ts';
import { type Place, questionChanged } from './queries.ts';
import { say } from './texts.ts';

const MAX = 500;

/** Asks. What was typed stays until it has arrived; sent again after a lost reply, it is asked once. */
export function AskQuestion(props: { place: Place; mayStar: boolean; onClose: () => void }) {
  const [text, setText] = useState('');
  const [starred, setStarred] = useState(false);
  const [tried, setTried] = useState(false);
  const [requestId] = useState(requestNames);
  const length = text.trim().length;
  const problem = length > MAX ? say('tooLong', { max: MAX }) : tried && length < 2 ? say('askMissing') : undefined;
  return (
    <Ask
      title={say('askTitle')}
      lead={say('askLead')}
      submit={say('askSend')}
      onClose={props.onClose}
      check={() => {
        setTried(true);
        return length >= 2 && length <= MAX;
      }}
      onSubmit={async () => {
        const asked = { text: text.trim(), starred, ...props.place };
        const body = { requestId: requestId(JSON.stringify(asked)), ...asked };
        questionChanged(await call('askQuestion', { body }));
        toast(say('askDone'));
        props.onClose();
      }}
    >
      <TextArea label={say('askText')} value={text} onValue={setText} error={problem} rows={4} data-autofocus />
      {props.mayStar ? (
        <label className="q-check">
          <input type="checkbox" checked={starred} onChange={(event) => setStarred(event.target.checked)} />
          <span>
            <b>{say('askStar')}</b>
            <small>{say('askStarHint')}</small>
          </span>
        </label>
      ) : null}
    </Ask>
  );
}
