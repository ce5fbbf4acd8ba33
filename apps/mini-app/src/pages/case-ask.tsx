import type { HandoverView } from '@baton/api/client';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { Ask } from '../kit/ask.tsx';
import { TextArea } from '../kit/field.tsx';
import { Note } from '../kit/note.tsx';
import { call } from '../session.ts';
import { caseDone, type OfferedAction, reloadCase } from './case-actions.ts';
import { CaseEdit } from './case-edit.tsx';
import { CaseRelease } from './case-release.tsx';
import { MIN_REASON } from './item-asks.ts';

type Props = { handover: HandoverView; onClose: () => void };

export function CaseAsk({ handover, action, onClose }: Props & { action: OfferedAction }) {
  if (action === 'edit') return <CaseEdit handover={handover} onClose={onClose} />;
  if (action === 'release') return <CaseRelease handover={handover} onClose={onClose} />;
  return <SimpleAsk handover={handover} action={action} onClose={onClose} />;
}

const SEND = {
  launch: (handover: HandoverView) =>
    call('launchHandover', { params: { id: handover.id }, body: { version: handover.version } }),
  reinstate: (handover: HandoverView) =>
    call('reinstateHandover', { params: { id: handover.id }, body: { version: handover.version } }),
  withdraw: (handover: HandoverView, reason: string) =>
    call('withdrawHandover', { params: { id: handover.id }, body: { version: handover.version, reason } }),
} as const;

function SimpleAsk({ handover, action, onClose }: Props & { action: keyof typeof SEND }) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const asksReason = action === 'withdraw';
  const short = asksReason && reason.trim().length < MIN_REASON;
  const blocking = action === 'launch' ? handover.preflight.filter((problem) => problem.blocking).length : 0;
  return (
    <Ask
      title={t(`ask.${action}.title`)}
      lead={t(`ask.${action}.hint`, { name: handover.leaver.name })}
      submit={t(`case.${action}`)}
      danger={asksReason}
      disabled={blocking > 0}
      check={() => {
        setTried(true);
        return !short;
      }}
      onClose={onClose}
      onSubmit={async () => {
        caseDone(await SEND[action](handover, reason), action);
        onClose();
      }}
      onConflict={() => reloadCase(handover.id)}
    >
      {blocking > 0 ? <Note tone="warn">{t('handover.preflightBlocking', { count: blocking })}</Note> : null}
      {asksReason ? (
        <TextArea
          label={t('field.reason')}
          error={tried && short ? t('field.short') : undefined}
          maxLength={500}
          value={reason}
          onValue={setReason}
        />
      ) : null}
    </Ask>
  );
}
