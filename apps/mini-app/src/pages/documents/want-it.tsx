import { useState } from 'react';
import { t } from '../../i18n/t.ts';
import { Button } from '../../kit/button.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { requestDocument } from './queries.ts';
import type { Wanted } from './wanted.ts';

/** 「还没有人写过」: one tap asks whoever leads the position. Pressed again it is the same request. */
export function WantIt({ wanted: { q, position } }: { wanted: Wanted }) {
  const [state, setState] = useState<'busy' | 'asked' | null>(null);
  const [error, setError] = useState<unknown>(null);
  async function ask() {
    setState('busy');
    setError(null);
    try {
      const place = position === '' ? {} : { position: position === '*company' ? null : position };
      await requestDocument({ wanted: q, ...place });
      setState('asked');
    } catch (failure) {
      setError(failure);
      setState(null);
    }
  }
  return (
    <section className="card card-pad want-it" aria-label={t('search.wantTitle')}>
      <h2>{t('search.wantTitle')}</h2>
      <p className="muted">{t('search.wantHint')}</p>
      {error === null ? null : <Refusal error={error} />}
      {state === 'asked' ? (
        <p className="note note-ok" role="status">
          {t('search.wanted')}
        </p>
      ) : (
        <Button busy={state === 'busy'} onClick={() => void ask()}>
          {t('search.want', { q })}
        </Button>
      )}
    </section>
  );
}
