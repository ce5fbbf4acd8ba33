type Option<T> = { value: T; label: string; count?: number | undefined };
type Props<T> = { label: string; value: T; options: readonly Option<T>[]; onValue: (value: T) => void };

/** Filters that scroll sideways on a phone. */
export function Chips<T extends string>({ label, value, options, onValue }: Props<T>) {
  return (
    <fieldset className="chips" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="chip"
          aria-pressed={option.value === value}
          onClick={() => onValue(option.value)}
        >
          <span>
            {option.label}
            {option.count === undefined ? null : <b>{option.count}</b>}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

/** One of two or three, side by side. */
export function Segments<T extends string>({ label, value, options, onValue }: Props<T>) {
  return (
    <fieldset className="segments" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="segment"
          aria-pressed={option.value === value}
          onClick={() => onValue(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
