import type { PersonRef } from '@baton/api/client';
import { useMutation } from '@tanstack/react-query';
import { t } from '../i18n/t.ts';
import { nudge } from '../queries.ts';
import { Button } from './button.tsx';
import { failureText } from './failure.tsx';
import { toast } from './toast.tsx';

/** Reminds one person of one handover through DingTalk. Once pressed it stays pressed: nobody needs two. */
export function NudgeButton({ handoverId, person }: { handoverId: string; person: PersonRef }) {
  const sending = useMutation({
    mutationFn: () => nudge(handoverId, person.userId),
    onSuccess: () => toast(t('ask.nudge.done', { name: person.name })),
    onError: (error) => toast(failureText(error)),
  });
  return (
    <Button
      small
      tone="quiet"
      icon={sending.isSuccess ? 'check' : 'bell'}
      busy={sending.isPending}
      disabled={sending.isSuccess}
      aria-label={t('ask.nudge.label', { name: person.name })}
      onClick={() => sending.mutate()}
    >
      {t('case.nudge')}
    </Button>
  );
}
