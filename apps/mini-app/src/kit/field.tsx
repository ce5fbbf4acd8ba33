import '../styles/forms.css';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { t } from '../i18n/t.ts';

type Frame = { label: string; hint?: string | undefined; error?: string | undefined; optional?: boolean };
type Wired = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

/** Label, hint and error of one control, wired for screen readers. */
export function Field({ label, hint, error, optional, children }: Frame & { children: (wired: Wired) => ReactNode }) {
  const id = useId();
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {optional ? <span className="optional">{t('common.optional')}</span> : null}
      </label>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  );
}

type Text = Frame & { value: string; onValue: (value: string) => void };

export function TextField({
  label,
  hint,
  error,
  optional = false,
  onValue,
  ...rest
}: Text & Omit<ComponentProps<'input'>, 'className' | 'onChange'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <input
          type="text"
          autoComplete="off"
          {...rest}
          {...wired}
          className="input"
          onChange={(event) => onValue(event.target.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  error,
  optional = false,
  onValue,
  ...rest
}: Text & Omit<ComponentProps<'textarea'>, 'className' | 'onChange'>) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(wired) => (
        <textarea rows={3} {...rest} {...wired} className="input" onChange={(event) => onValue(event.target.value)} />
      )}
    </Field>
  );
}

/** One of a few, as native radio buttons. */
export function Choices<T extends string>(props: {
  label: string;
  value: T | null;
  options: readonly { value: T; label: string }[];
  onValue: (value: T) => void;
  hint?: string | undefined;
  error?: string | undefined;
}) {
  const name = useId();
  return (
    <fieldset className="form-group" aria-describedby={props.error ? `${name}-error` : undefined}>
      <legend className="field-label">{props.label}</legend>
      <div className="choices">
        {props.options.map((option, index) => (
          <label className="choice" key={option.value}>
            <input
              type="radio"
              data-wrong={props.error && index === 0 ? true : undefined}
              name={name}
              checked={props.value === option.value}
              onChange={() => props.onValue(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {props.error ? (
        <p className="field-error" id={`${name}-error`} role="alert">
          {props.error}
        </p>
      ) : null}
      {props.hint ? <p className="field-hint">{props.hint}</p> : null}
    </fieldset>
  );
}
