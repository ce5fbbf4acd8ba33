import '../styles/case.css';
import '../i18n/more.ts';
import '../kit/more-icons.ts';
import { ApiError, type PersonRef } from '@baton/api/client';
import type { CaseKind } from '@baton/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { Choices, TextField } from '../kit/field.tsx';
import { goTo, Link } from '../kit/link.tsx';
import { Page } from '../kit/page.tsx';
import { PeoplePicker } from '../kit/people-picker.tsx';
import { Refusal } from '../kit/refusal.tsx';
import { toast } from '../kit/toast.tsx';
import { createHandover, handoverChanged } from '../queries.ts';

const KINDS = ['departure', 'transfer', 'long_leave', 'project'] as const satisfies readonly CaseKind[];

/** A handover that no approval started. */
export function HrNew() {
  const [kind, setKind] = useState<CaseKind>('departure');
  const [leaver, setLeaver] = useState<PersonRef | null>(null);
  const [successor, setSuccessor] = useState<PersonRef | null>(null);
  const [lastWorkingDay, setLastWorkingDay] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState(0);
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refused]);
  const missing = (label: string, given: unknown) =>
    tried && !given ? t('field.required', { field: label }) : undefined;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (busy) return;
    if (!leaver || !lastWorkingDay) return setRefused(refused + 1);
    setBusy(true);
    setError(null);
    try {
      const successorId = successor?.userId ?? null;
      const handover = await createHandover({ leaverId: leaver.userId, kind, lastWorkingDay, successorId });
      handoverChanged(handover);
      toast(t('new.done'));
      goTo(`/handovers/${handover.id}`, true);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Page title={t('new.title')} back="/hr">
      <form ref={place} className="card card-pad stack narrow" onSubmit={(event) => void submit(event)} noValidate>
        <p className="muted">{t('new.lead')}</p>
        {error === null ? null : (
          <Refusal error={error}>
            <ExistingCase error={error} />
          </Refusal>
        )}
        <PeoplePicker
          label={t('new.leaver')}
          value={leaver}
          onValue={setLeaver}
          without={successor ? [successor.userId] : []}
          hint={t('people.hint')}
          error={missing(t('new.leaver'), leaver)}
        />
        <TextField
          label={t('new.lastDay')}
          type="date"
          value={lastWorkingDay}
          onValue={setLastWorkingDay}
          error={missing(t('new.lastDay'), lastWorkingDay)}
        />
        <PeoplePicker
          label={t('new.successor')}
          value={successor}
          onValue={setSuccessor}
          without={leaver ? [leaver.userId] : []}
          hint={t('new.successorHint')}
          optional
        />
        <Choices
          label={t('new.kind')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onValue={setKind}
        />
        <Button type="submit" tone="primary" busy={busy}>
          {t('new.submit')}
        </Button>
      </form>
    </Page>
  );
}

/** There already is one: the way to it, when the server says where. */
function ExistingCase({ error }: { error: unknown }) {
  const id = error instanceof ApiError && error.code === 'case_already_open' ? error.details.handoverId : undefined;
  if (typeof id !== 'string') return null;
  return (
    <p>
      <Link href={`/handovers/${id}`}>{t('new.openIt')}</Link>
    </p>
  );
}
