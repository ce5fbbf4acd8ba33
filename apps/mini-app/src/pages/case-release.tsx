import type { HandoverView } from '@baton/api/client';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { Ask } from '../kit/ask.tsx';
import { TextField } from '../kit/field.tsx';
import { ItemRow } from '../kit/item-row.tsx';
import { Note } from '../kit/note.tsx';
import { today } from '../say-days.ts';
import { call } from '../session.ts';
import { caseDone, reloadCase } from './case-actions.ts';
import { GateQuestions } from './gate-questions.tsx';

/** What of the leaver's goes to whom with the release. */
function PassedOn({ gate: { passesOn } }: Pick<HandoverView, 'gate'>) {
  if (!passesOn || passesOn.documents + passesOn.questions === 0) return null;
  const { documents, questions, successor } = passesOn;
  const to = successor?.name ?? t('ask.release.manager');
  return (
    <p className="small">
      {documents > 0 ? t('ask.release.documents', { count: documents, name: to }) : null}
      {questions > 0 ? t('ask.release.questions', { count: questions }) : null}
    </p>
  );
}

/** Releasing cannot be taken back: it shows what still blocks, and wants the leaver's name typed. */
export function CaseRelease({ handover, onClose }: { handover: HandoverView; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const { leaver, gate, items } = handover;
  const open = items.filter((item) => item.state !== 'done' && item.state !== 'waived').length - gate.blockers.length;
  const matches = typed.trim() === leaver.name;
  return (
    <Ask
      title={t('ask.release.title')}
      lead={t('ask.release.hint', { name: leaver.name })}
      submit={t('case.release')}
      disabled={!gate.open || !matches}
      onClose={onClose}
      onSubmit={async () => {
        const body = { version: handover.version, leaverName: typed.trim() };
        caseDone(await call('releaseHandover', { params: { id: handover.id }, body }), 'release');
        onClose();
      }}
      onConflict={() => reloadCase(handover.id)}
    >
      {gate.open ? (
        <Note tone="ok">
          <p>{t('ask.release.open')}</p>
          <PassedOn gate={gate} />
          {open > 0 ? <p className="small">{t('ask.release.openItems', { count: open })}</p> : null}
        </Note>
      ) : (
        <>
          {gate.blockers.length > 0 ? (
            <Note tone="warn">{t('ask.release.blocked', { count: gate.blockers.length })}</Note>
          ) : null}
          <GateQuestions gate={gate} />
          <ul className="card rows">
            {gate.blockers.map((item) => (
              <ItemRow key={item.id} item={item} today={today()} waiting />
            ))}
          </ul>
        </>
      )}
      {gate.open ? (
        <TextField
          label={t('ask.release.type', { name: leaver.name })}
          error={typed !== '' && !leaver.name.startsWith(typed.trim()) ? t('ask.release.mismatch') : undefined}
          value={typed}
          onValue={setTyped}
          data-autofocus
        />
      ) : null}
    </Ask>
  );
}
