import { hourMinute } from '../format.ts';
import { useNow } from '../top/use-now.ts';

/** The strip above every app of a phone: the sandbox's time, and the usual signs. */
export const StatusBar = ({ now }: { now: string }) => (
  <div className="status-bar" aria-hidden="true">
    <span>{hourMinute(useNow(now))}</span>
    <svg width="62" height="12" viewBox="0 0 62 12" aria-hidden="true">
      <path d="M1 11V8h2.5v3zM5 11V6h2.5v5zM9 11V3.5h2.5V11zM13 11V1h2.5v10z" />
      <path d="M28 10.5 25.8 8a3.3 3.3 0 0 1 4.4 0ZM23.9 6.2a6 6 0 0 1 8.2 0l1.3-1.5a8 8 0 0 0-10.8 0Z" />
      <rect x="39.5" y="1.5" width="18" height="9" rx="2.5" fill="none" stroke="currentColor" />
      <rect x="41" y="3" width="13" height="6" rx="1.2" />
      <path d="M59 4.5v3c.8-.3 1.2-.8 1.2-1.5S59.8 4.8 59 4.5Z" />
    </svg>
  </div>
);
