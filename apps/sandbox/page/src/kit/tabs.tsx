import { type KeyboardEvent, type ReactNode, useId } from 'react';

type TabItem<T extends string> = { id: T; label: string; icon?: ReactNode; badge?: number; mark?: boolean };

type TabsProps<T extends string> = {
  label: string;
  items: TabItem<T>[];
  current: T;
  onChange: (id: T) => void;
  look?: 'line' | 'pill';
  children: ReactNode;
};

/** Tabs as the ARIA pattern wants them: one stop for Tab, arrows between them. `mark` points at one (guided tour). */
export function Tabs<T extends string>({ label, items, current, onChange, look = 'line', children }: TabsProps<T>) {
  const base = useId();
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.id === current);
    const next = items[(at + step + items.length) % items.length];
    if (!next) return;
    onChange(next.id);
    document.getElementById(`${base}-${next.id}`)?.focus();
  };
  return (
    <>
      <div className={`tabs tabs-${look}`} role="tablist" aria-label={label} onKeyDown={move}>
        {items.map((item) => (
          <button
            key={item.id}
            id={`${base}-${item.id}`}
            type="button"
            role="tab"
            aria-selected={item.id === current}
            aria-controls={`${base}-panel`}
            tabIndex={item.id === current ? 0 : -1}
            className={item.mark ? 'tab marked' : 'tab'}
            onClick={() => onChange(item.id)}
          >
            {item.icon}
            {item.label}
            {item.badge ? <span className="badge">{item.badge}</span> : null}
          </button>
        ))}
      </div>
      <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${current}`} className="tab-panel">
        {children}
      </div>
    </>
  );
}
