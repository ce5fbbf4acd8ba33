import { useId } from 'react';

type ChoiceProps<T extends string> = {
  label: string;
  options: { id: T; label: string }[];
  value: T;
  onChange: (id: T) => void;
};

/** One of a few, side by side: native radio buttons in the dress of a segmented control. */
export function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className="hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.id}>
          <input
            type="radio"
            name={name}
            checked={option.id === value}
            onChange={() => onChange(option.id)}
            className="hidden"
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
