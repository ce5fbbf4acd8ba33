import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { failureCode, failureDetails, failureText } from './failure.tsx';
import { Note } from './note.tsx';

type Props = {
  title: string;
  lead?: string | undefined;
  submit: string;
  danger?: boolean;
  /** Nothing can be sent (yet); the reason is on the page. */
  disabled?: boolean;
  onClose: () => void;
  /** Does it. What it throws is told here, and what was typed stays. */
  onSubmit: () => Promise<void>;
  /** After a `conflict`: fetch the newest state, so that a second try can succeed. */
  onConflict?: () => Promise<unknown>;
  wide?: boolean;
  children?: ReactNode;
};

/** A question with an answer to type and one thing to do. Failures stay in the dialog, next to what was typed. */
export function Ask(props: Props) {
  const form = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || props.disabled) return;
    setBusy(true);
    setError(null);
    try {
      await props.onSubmit();
    } catch (failure) {
      if (failureCode(failure) === 'conflict') await props.onConflict?.().catch(() => undefined);
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      wide={props.wide ?? false}
      foot={
        <>
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button
            type="submit"
            form={form}
            tone={props.danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={props.disabled}
          >
            {props.submit}
          </Button>
        </>
      }
    >
      {props.lead ? <p className="dialog-lead">{props.lead}</p> : null}
      <form id={form} onSubmit={(event) => void submit(event)} noValidate className="stack">
        {error === null ? null : (
          <Note tone={failureCode(error) === 'conflict' ? 'warn' : 'danger'} live>
            <p>{failureCode(error) === 'conflict' ? t('ask.conflict') : failureText(error)}</p>
            <p className="small muted">{failureDetails(error)}</p>
          </Note>
        )}
        {props.children}
      </form>
    </Dialog>
  );
}
