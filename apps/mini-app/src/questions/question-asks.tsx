import type { QuestionReply, QuestionView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Ask } from '../kit/ask.tsx';
import { TextArea } from '../kit/field.tsx';
import { Loading } from '../kit/loading.tsx';
import { Note } from '../kit/note.tsx';
import { toast } from '../kit/toast.tsx';
import { queryClient } from '../queries.ts';
import { sayTime } from '../say-days.ts';
import { call, currentMe } from '../session.ts';
import { MergeAsk } from './merge-ask.tsx';
import { questionChanged, reloadQuestion } from './queries.ts';
import { say } from './texts.ts';

export type Asked = 'reopen' | 'withdraw' | 'merge' | 'waive' | 'fold';
type Props = { question: QuestionView; onClose: () => void };

/** After a `conflict`: the newest state, so that a second try can succeed. */
const reload = (id: string) => () => reloadQuestion(id);

function done(question: QuestionReply, said: string, close: () => void): void {
  questionChanged(question);
  toast(said);
  close();
}

const isShort = (text: string): boolean => text.trim().length < 2;

function Reopen({ question, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <Ask
      title={say('reopen')}
      lead={say('reopenLead')}
      submit={say('reopen')}
      onClose={onClose}
      onConflict={reload(question.id)}
      check={() => {
        setTried(true);
        return !isShort(reason);
      }}
      onSubmit={async () => {
        const body = { version: question.version, reason: reason.trim() };
        done(await call('reopenQuestion', { params: { id: question.id }, body }), say('reopenDone'), onClose);
      }}
    >
      <TextArea
        label={say('reopenReason')}
        value={reason}
        onValue={setReason}
        error={tried && isShort(reason) ? say('reasonMissing') : undefined}
        data-autofocus
      />
    </Ask>
  );
}

function Withdraw({ question, onClose }: Props) {
  return (
    <Ask
      title={say('withdraw')}
      lead={say('withdrawLead')}
      submit={say('withdraw')}
      onClose={onClose}
      onConflict={reload(question.id)}
      onSubmit={async () => {
        const body = { version: question.version };
        done(await call('withdrawQuestion', { params: { id: question.id }, body }), say('withdrawDone'), onClose);
      }}
    />
  );
}

function Waive({ question, onClose }: Props) {
  const [why, setWhy] = useState('');
  const [risk, setRisk] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (text: string) => (tried && isShort(text) ? say('reasonMissing') : undefined);
  return (
    <Ask
      title={say('waive')}
      lead={say('waiveLead')}
      submit={say('waive')}
      onClose={onClose}
      onConflict={reload(question.id)}
      check={() => {
        setTried(true);
        return !isShort(why) && !isShort(risk);
      }}
      onSubmit={async () => {
        const body = { version: question.version, why: why.trim(), risk: risk.trim() };
        done(await call('waiveQuestion', { params: { id: question.id }, body }), say('waiveDone'), onClose);
      }}
    >
      <TextArea label={say('why')} value={why} onValue={setWhy} error={missing(why)} data-autofocus />
      <TextArea label={say('risk')} value={risk} onValue={setRisk} error={missing(risk)} />
    </Ask>
  );
}

/** Looks at the draft first: whoever is writing is named, and nothing they wrote is changed. */
function Fold({ question, onClose }: Props) {
  const id = question.document?.id ?? '';
  const document = useQuery({
    queryKey: ['document', id],
    queryFn: () => call('readDocument', { params: { id } }),
    staleTime: 0,
  });
  const { writing, draft, draftVersion = 0 } = document.data ?? {};
  const isOthers = writing && writing.savedBy.userId !== currentMe()?.userId;
  const inReview = draft === 'in_review';
  return (
    <Ask
      title={say('fold')}
      lead={say('foldLead')}
      submit={say('foldSend')}
      disabled={!document.data || inReview}
      onClose={onClose}
      onConflict={async () => {
        await document.refetch();
        await reload(question.id)();
      }}
      onSubmit={async () => {
        const body = { version: question.version, draftVersion };
        const folded = await call('foldAnswer', { params: { id: question.id }, body });
        void queryClient.invalidateQueries({ queryKey: ['document', id] });
        done(folded, say('foldDone'), onClose);
      }}
    >
      {document.isPending ? <Loading rows={1} /> : null}
      {inReview ? <Note tone="warn">{say('foldReview')}</Note> : null}
      {isOthers && !inReview ? (
        <Note tone="warn">{say('foldOthers', { name: writing.savedBy.name, time: sayTime(writing.savedAt) })}</Note>
      ) : null}
    </Ask>
  );
}

const ASKS = { reopen: Reopen, withdraw: Withdraw, merge: MergeAsk, waive: Waive, fold: Fold } as const;

/** The dialog of one action. */
export function QuestionAsk({ action, ...props }: Props & { action: Asked }) {
  const Show = ASKS[action];
  return <Show {...props} />;
}
