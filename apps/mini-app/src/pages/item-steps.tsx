import type { ItemView } from '@baton/api/client';
import { t } from '../i18n/t.ts';
import { Icon } from '../kit/icon.tsx';
import { sayTime } from '../say-days.ts';

type Step = { key: string; title: string; who: string; at: string | null; now: boolean; note?: string };

/** The two-person rule as a path: who hands over, who takes over, who signs. */
export function ItemSteps({ item }: { item: ItemView }) {
  return (
    <section className="card card-pad" aria-labelledby="steps">
      <div className="card-head">
        <h2 id="steps">{t('item.path')}</h2>
      </div>
      <ol className="steps">
        {steps(item).map((step) => (
          <li key={step.key} className={step.at ? 'step-done' : step.now ? 'step-now' : ''}>
            {step.at ? <Icon name="check" size={12} /> : null}
            <strong>{step.title}</strong>
            <span className="muted small">
              {step.who}
              {step.at ? ` · ${sayTime(step.at)}` : step.now ? ` · ${t('item.stepWaiting')}` : ''}
              {step.note ? ` · ${step.note}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const BEFORE_SUBMIT: readonly string[] = ['todo', 'doing', 'blocked', 'returned', 'supplementary'];

/** Where the successor confirms too, accepting is confirming: one step, not two. */
const isSignedByAccepting = (item: ItemView, row: ItemView['confirmations'][number]): boolean =>
  row.role === 'successor' && row.confirmer.userId === item.acceptor?.userId;

function steps(item: ItemView): Step[] {
  const handedIn = !BEFORE_SUBMIT.includes(item.state);
  const lastRound = item.rounds.reduce<string | null>(
    (at, round) => (at === null || round.at > at ? round.at : at),
    null,
  );
  const waiting = new Set(item.waitingFor.map((person) => person.userId));
  return [
    {
      key: 'submit',
      title: t(item.doer.userId === item.leaver.userId ? 'item.stepSubmit' : 'item.stepDo'),
      who: item.doer.name,
      at: handedIn ? lastRound : null,
      now: !handedIn,
    },
    {
      key: 'accept',
      title: t('item.stepAccept'),
      who: item.acceptor?.name ?? t('common.none'),
      at: item.acceptedAt,
      now: item.state === 'awaiting_acceptance',
      ...(item.acceptorInterim ? { note: t('item.interim') } : {}),
    },
    ...item.confirmations
      .filter((row) => !isSignedByAccepting(item, row))
      .map((row) => ({
        key: `confirm-${row.slot}`,
        title: t('item.stepConfirm', { role: t(`role.${row.role}`) }),
        who: row.confirmedBy?.name ?? row.confirmer.name,
        at: row.confirmedAt,
        now: item.state === 'awaiting_confirmation' && waiting.has(row.confirmer.userId),
        ...(row.delegatedFrom ? { note: t('item.delegated', { name: row.delegatedFrom.name }) } : {}),
      })),
  ];
}
