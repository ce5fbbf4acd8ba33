import type { PersonRef, ResponsibilityView } from '@baton/api/client';
import { useState } from 'react';
import { Ask } from '../kit/ask.tsx';
import { PeoplePicker } from '../kit/people-picker.tsx';
import { toast } from '../kit/toast.tsx';
import { currentMe } from '../session.ts';
import { verifyDoer } from './queries.ts';
import { say } from './texts.ts';

/** Whoever leads the position says that somebody was seen doing it alone. */
export function DoerAsk({ duty, onClose }: { duty: ResponsibilityView; onClose: () => void }) {
  const [who, setWho] = useState<PersonRef | null>(null);
  const known = duty.people.filter(({ capability }) => capability === 'doer').map(({ person }) => person.userId);
  const me = currentMe();
  return (
    <Ask
      title={say('verifyTitle', { title: duty.title })}
      lead={say('verifyLead')}
      submit={say('verifyDone')}
      disabled={who === null}
      onClose={onClose}
      onSubmit={async () => {
        if (!who) return;
        await verifyDoer(duty.id, who.userId, true);
        toast(say('saved'));
        onClose();
      }}
    >
      <PeoplePicker label={say('verifyWho')} value={who} without={[...known, me?.userId ?? '']} onValue={setWho} />
    </Ask>
  );
}
