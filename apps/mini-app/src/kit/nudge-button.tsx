import type { PersonRef } from '@baton/api/client';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { nudge } from '../queries.ts';
import { Button } from './button.tsx';
import { refusalText } from './refusal.tsx';
import { toast } from './toast.tsx';

/** Reminds one person of one handover through DingTalk. Once pressed it stays pressed: nobody needs two. */
export function NudgeButton({ handoverId, person }: { handoverId: string; person: PersonRef }) {
  const [state, setState] = useState<'ready' | 'sending' | 'sent'>('ready');
  async function send() {
    setState('sending');
    try {
      await nudge(handoverId, person.userId);
      setState('sent');
      toast(t('ask.nudge.done', { name: person.name }));
    } catch (error) {
      setState('ready');
      toast(refusalText(error));
    }
  }
  return (
    <Button
      small
      tone="quiet"
      icon={state === 'sent' ? 'check' : 'bell'}
      busy={state === 'sending'}
      disabled={state === 'sent'}
      aria-label={t('ask.nudge.label', { name: person.name })}
      onClick={() => void send()}
    >
      {t('case.nudge')}
    </Button>
  );
}
