import type { DocumentRequest } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Ask } from '../../kit/ask.tsx';
import { Choices, TextArea, TextField } from '../../kit/field.tsx';
import { toast } from '../../kit/toast.tsx';
import { useSettled } from '../../kit/use-settled.ts';
import { queryClient } from '../../queries.ts';
import { suggestQuery } from '../../suggest-query.ts';
import { answerRequest, declineRequest, requestsQuery } from './queries.ts';

type Props = { request: DocumentRequest; onClose: () => void };
const TYPING_MS = 250;
const refetch = () => queryClient.refetchQueries({ queryKey: requestsQuery().queryKey });

/** It will not be written; whoever asked is told why. */
export function DeclineRequest({ request: { id, version, wanted }, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const short = reason.trim().length < 2;
  return (
    <Ask
      title={t('requests.declineTitle', { wanted })}
      lead={t('requests.declineHint')}
      submit={t('requests.decline')}
      onClose={onClose}
      onConflict={refetch}
      check={() => {
        setTried(true);
        return !short;
      }}
      onSubmit={async () => {
        await declineRequest(id, { version, reason: reason.trim() });
        toast(t('requests.declined'));
        onClose();
      }}
    >
      <TextArea
        label={t('field.reason')}
        value={reason}
        onValue={setReason}
        maxLength={500}
        error={tried && short ? t('field.short') : undefined}
      />
    </Ask>
  );
}

/** It is written already: which document it is, found by its title. */
export function AnswerRequest({ request: { id, version, wanted }, onClose }: Props) {
  const [typed, setTyped] = useState(wanted);
  const [documentId, setDocumentId] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const q = useSettled(typed.trim(), TYPING_MS);
  const rows = useQuery(suggestQuery(q)).data?.rows ?? [];
  const chosen = rows.some((row) => row.id === documentId) ? documentId : null;
  return (
    <Ask
      title={t('requests.answerTitle', { wanted })}
      lead={t('requests.answerHint')}
      submit={t('requests.answer')}
      onClose={onClose}
      onConflict={refetch}
      check={() => {
        setTried(true);
        return chosen !== null;
      }}
      onSubmit={async () => {
        if (chosen === null) return;
        await answerRequest(id, { version, documentId: chosen });
        toast(t('requests.answered'));
        onClose();
      }}
    >
      <TextField label={t('requests.search')} value={typed} onValue={setTyped} maxLength={200} />
      {rows.length > 0 ? (
        <Choices
          label={t('documents.list')}
          value={chosen}
          options={rows.map(({ id: value, title }) => ({ value, label: title }))}
          onValue={setDocumentId}
          error={tried && chosen === null ? t('field.required', { field: t('documents.list') }) : undefined}
        />
      ) : (
        <p className="muted" role="status">
          {q === '' ? '' : t('search.noneTitle', { q })}
        </p>
      )}
    </Ask>
  );
}
