import type { ImportView } from '@baton/api/client';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Choices } from '../kit/field.tsx';
import { Refusal } from '../kit/refusal.tsx';
import { toast } from '../kit/toast.tsx';
import { discardImport, importChanged, startImport } from './queries.ts';
import { say } from './texts.ts';

/** The last word before anything is written: how new documents come into force, start, or give up. */
export function ImportStart({ view, onDiscarded }: { view: ImportView; onDiscarded: () => void }) {
  const [mode, setMode] = useState<ImportView['mode']>('draft');
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const count = view.decisions.create + view.decisions.update;

  async function act(work: () => Promise<ImportView>, then?: () => void) {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      importChanged(await work());
      then?.();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }
  const discard = () =>
    act(
      () => discardImport(view.id),
      () => {
        toast(say('discarded'));
        onDiscarded();
      },
    );

  return (
    <section className="card card-pad import-start">
      {error === null ? null : <Refusal error={error} />}
      {view.mayPublish && view.decisions.create > 0 ? (
        <Choices
          label={say('modeTitle')}
          value={mode}
          onValue={setMode}
          options={[
            { value: 'draft', label: say('modeDraft') },
            { value: 'publish', label: say('modePublish') },
          ]}
          hint={say('modePublishHint')}
        />
      ) : null}
      <div className="import-buttons">
        {count > 0 ? (
          <Button tone="primary" busy={busy} onClick={() => void act(() => startImport(view.id, mode))}>
            {say('start', { count })}
          </Button>
        ) : null}
        <Button onClick={() => setAsking(true)}>{say('discard')}</Button>
      </div>
      {asking ? (
        <Dialog
          title={say('discardTitle')}
          onClose={() => setAsking(false)}
          dismissable
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
              <Button tone="danger" busy={busy} onClick={() => void discard()}>
                {say('discard')}
              </Button>
            </>
          }
        >
          <p className="dialog-lead">{say('discardLead')}</p>
        </Dialog>
      ) : null}
    </section>
  );
}
