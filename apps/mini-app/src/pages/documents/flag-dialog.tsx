import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Ask } from '../../kit/ask.tsx';
import { Button } from '../../kit/button.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { TextArea, TextField } from '../../kit/field.tsx';
import { Link } from '../../kit/link.tsx';
import { queryClient } from '../../queries.ts';
import { call } from '../../session.ts';

type Flagged = readonly { id: string; title: string }[];

/** 「报销流程变了」: every document that touches it is to be looked at again; which these were is shown. */
export function FlagDialog({ onClose }: { onClose: () => void }) {
  const [subject, setSubject] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [flagged, setFlagged] = useState<Flagged | null>(null);
  const short = [...subject.trim()].length < 2;
  if (flagged) {
    return (
      <Dialog
        title={t('flag.title')}
        dismissable
        onClose={onClose}
        foot={
          <Button tone="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        }
      >
        <p>{flagged.length > 0 ? t('flag.done', { count: flagged.length }) : t('flag.none', { subject })}</p>
        <ul className="flag-list">
          {flagged.map(({ id, title }) => (
            <li key={id}>
              <Link href={`/documents/${id}`}>{title}</Link>
            </li>
          ))}
        </ul>
      </Dialog>
    );
  }
  return (
    <Ask
      title={t('flag.title')}
      lead={t('flag.lead')}
      submit={t('flag.submit')}
      onClose={onClose}
      check={() => {
        setTried(true);
        return !short && reason.trim() !== '';
      }}
      onSubmit={async () => {
        const reply = await call('flagDocuments', { body: { subject: subject.trim(), reason: reason.trim() } });
        void queryClient.invalidateQueries({ queryKey: ['documents'] });
        setFlagged(reply.flagged);
      }}
    >
      <TextField
        label={t('flag.subject')}
        hint={t('flag.subjectHint')}
        maxLength={40}
        value={subject}
        error={tried && short ? t('flag.subjectShort') : undefined}
        onValue={setSubject}
      />
      <TextArea
        label={t('flag.reason')}
        maxLength={500}
        value={reason}
        error={tried && reason.trim() === '' ? t('flag.reasonShort') : undefined}
        onValue={setReason}
      />
    </Ask>
  );
}
