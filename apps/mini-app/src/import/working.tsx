import type { ImportView } from '@baton/api/client';
import { Bar } from '../kit/progress.tsx';
import { say } from './texts.ts';

/** How far the clock is. What it does, it does without this page. */
export function Working({ view }: { view: ImportView }) {
  const isScan = view.state === 'scanning';
  const entries = view.uploads.reduce((sum, { entries: there }) => sum + (there ?? 0), 0);
  const { done, failed, total } = view.progress;
  const at = isScan ? Math.min(view.found, entries) : done + failed;
  const of = isScan ? entries : total;
  return (
    <section className="card card-pad working" aria-live="polite">
      <h2>{say(isScan ? 'scanning' : 'running')}</h2>
      <div role="progressbar" aria-label={say('progressLabel')} aria-valuemin={0} aria-valuemax={of} aria-valuenow={at}>
        <Bar done={at} total={of} />
      </div>
      <p className="muted">
        {isScan ? say('scanningHint', { found: view.found }) : say('runningHint', { done: at, total: of })}
      </p>
    </section>
  );
}
