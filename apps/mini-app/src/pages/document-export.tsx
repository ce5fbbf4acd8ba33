import '../styles/import.css';
import '../i18n/more.ts';
import { ApiError } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { say } from '../import/texts.ts';
import { inDingTalk } from '../in-dingtalk.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Choices, Field } from '../kit/field.tsx';
import { Note } from '../kit/note.tsx';
import { Refusal } from '../kit/refusal.tsx';
import { positionsQuery } from '../queries.ts';
import { call } from '../session.ts';

const ALL = '';
const COMPANY = '*company';

/**
 * 导出: which documents, and the download. The server decides what is in it by what the person may read.
 * @param props.position chosen to begin with; a position's key
 */
export function DocumentExport({ position, onClose }: { position?: string; onClose: () => void }) {
  const positions = useQuery(positionsQuery());
  const [chosen, setChosen] = useState(position ?? ALL);
  const [as, setAs] = useState<'zip' | 'pdf'>('zip');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const tooMany = error instanceof ApiError && error.code === 'files_full' ? Number(error.details.documents) : null;

  async function download() {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const { url } = await call('exportDocuments', { body: chosen === ALL ? { as } : { as, position: chosen } });
      const address = new URL(url, window.location.href).href;
      if (inDingTalk()) (await import('../dingtalk.ts')).openAddress(address);
      else window.location.assign(address);
      onClose();
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={say('exportTitle')}
      onClose={onClose}
      dismissable
      foot={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="primary" busy={busy} onClick={() => void download()}>
            {say('exportStart')}
          </Button>
        </>
      }
    >
      <p className="dialog-lead">{say('exportLead')}</p>
      {error === null ? null : tooMany === null ? (
        <Refusal error={error} />
      ) : (
        <Note tone="warn" live>
          {say('exportTooMany', { count: tooMany })}
        </Note>
      )}
      <Field label={say('exportWhich')}>
        {(wired) => (
          <select {...wired} className="input" value={chosen} onChange={(event) => setChosen(event.target.value)}>
            <option value={ALL}>{say('exportAll')}</option>
            <option value={COMPANY}>{say('wholeCompany')}</option>
            {(positions.data?.positions ?? []).map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Choices
        label={say('exportAs')}
        value={as}
        onValue={setAs}
        options={[
          { value: 'zip', label: say('exportZip') },
          { value: 'pdf', label: say('exportPdf') },
        ]}
      />
    </Dialog>
  );
}
