import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { failureCode } from './failure.tsx';
import { Refusal } from './refusal.tsx';

type Props = {
  title: string;
  lead?: string | undefined;
  submit: string;
  danger?: boolean;
  /** Nothing can be sent (yet); the reason is on the page. */
  disabled?: boolean;
  onClose: () => void;
  /** Whether everything asked for is there. When not, nothing is sent and the first field that says so gets the focus. */
  check?: () => boolean;
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
  const [refused, setRefused] = useState(0);
  const place = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"],[data-wrong]')?.focus();
  }, [refused]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || props.disabled) return;
    setError(null);
    if (props.check?.() === false) return setRefused(refused + 1);
    setBusy(true);
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
      <form ref={place} id={form} onSubmit={(event) => void submit(event)} noValidate className="stack">
        {error === null ? null : <Refusal error={error} />}
        {props.children}
      </form>
    </Dialog>
  );
}
