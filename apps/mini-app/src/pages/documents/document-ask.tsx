import type { DocumentView } from '@baton/api/client';
import { useState } from 'react';
import { Ask } from '../../kit/ask.tsx';
import { Choices, TextArea, TextField } from '../../kit/field.tsx';
import { toast } from '../../kit/toast.tsx';
import { queryClient } from '../../queries.ts';
import { CompareView } from './compare-view.tsx';
import { ASKS, NO_ANSWERS, READ_AGAIN } from './document-asks.ts';
import { documentChanged, documentQuery } from './reader-queries.ts';
import { type ReaderKey, say } from './reader-texts.ts';

type Props = {
  document: DocumentView;
  action: keyof typeof ASKS;
  onClose: () => void;
  /** The draft's version that the person has before them, where that is not the document's: an editor's own text. */
  draftVersion?: number;
  /** After a conflict, with what is there now, the dialog still open. */
  onConflict?: (now: DocumentView) => void;
};

/** Somebody may have been faster: the second try goes out from what is there now. */
export const reloadDocument = (id: string) => queryClient.fetchQuery({ ...documentQuery(id), staleTime: 0 });

/** Asks what an action needs, and does it. Who approves sees what changes in front of them. */
export function DocumentAsk({ document, action, onClose, draftVersion = document.draftVersion, onConflict }: Props) {
  const [answers, setAnswers] = useState(NO_ANSWERS);
  const [tried, setTried] = useState(false);
  const { fields, danger = false, send } = ASKS[action];
  const missing = fields.includes('reason') && answers.reason.trim() === '';
  const put = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change });
  const { number, writing } = document;
  return (
    <Ask
      title={say(`do.${action}`)}
      lead={say(leadOf(document, action))}
      submit={say(`do.${action}`)}
      danger={danger}
      disabled={!document.abilities.includes(action)}
      wide={action === 'publish' && number !== null}
      onClose={onClose}
      check={() => {
        setTried(true);
        return !missing;
      }}
      onSubmit={async () => {
        documentChanged(await send({ ...document, draftVersion }, answers));
        toast(say(`done.${action}`));
        onClose();
      }}
      onConflict={async () => {
        const now = await reloadDocument(document.id);
        onConflict?.(now);
      }}
    >
      {action === 'publish' && number !== null && writing ? (
        <CompareView documentId={document.id} from={number} to="draft" version={document.draftVersion} />
      ) : null}
      {fields.includes('note') ? (
        <TextField
          label={say('note')}
          hint={say('noteHint')}
          optional
          maxLength={500}
          value={answers.note}
          onValue={(note) => put({ note })}
        />
      ) : null}
      {fields.includes('minor') && number !== null ? (
        <label className="choice choice-check">
          <input type="checkbox" checked={answers.minor} onChange={(event) => put({ minor: event.target.checked })} />
          <span>
            {say('minor')}
            <small className="muted">{say('minorHint')}</small>
          </span>
        </label>
      ) : null}
      {fields.includes('readAgain') && number !== null && !writing?.minor ? (
        <Choices
          label={say('readAgain')}
          value={answers.readAgain}
          options={READ_AGAIN.map((value) => ({ value, label: say(`readAgain.${value}`) }))}
          onValue={(readAgain) => put({ readAgain })}
        />
      ) : null}
      {fields.includes('reason') ? (
        <TextArea
          label={say('reason')}
          maxLength={500}
          value={answers.reason}
          error={tried && missing ? say('reasonShort') : undefined}
          onValue={(reason) => put({ reason })}
        />
      ) : null}
    </Ask>
  );
}

function leadOf({ number, writing }: DocumentView, action: Props['action']): ReaderKey {
  if (action !== 'publish') return `ask.${action}`;
  if (number === null) return 'ask.publishFirst';
  return writing?.minor ? 'ask.publishMinor' : 'ask.publish';
}
