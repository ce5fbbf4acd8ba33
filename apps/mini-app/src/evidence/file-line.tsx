import type { FileView } from '@baton/api/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { inDingTalk } from '../in-dingtalk.ts';
import { Button, IconButton } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { failureText } from '../kit/failure.tsx';
import { toast } from '../kit/toast.tsx';
import { linkFile } from '../queries.ts';
import { saySize } from './file-limits.ts';

/** Kinds a page can show by itself; SVG is left out on purpose, it can carry scripts. */
const SHOWN = /^image\/(png|jpe?g|gif|webp|bmp)$/;
const ending = (name: string): string => /\.(\w{1,5})$/.exec(name)?.[1]?.toUpperCase() ?? '';

/** Opens a file where the client opens files; links live for a minute, so each time a new one is asked for. */
async function open(fileId: string): Promise<void> {
  const url = new URL(await linkFile(fileId), window.location.href).href;
  if (inDingTalk()) (await import('../dingtalk.ts')).openAddress(url);
  else window.open(url, '_blank', 'noopener');
}

/** One file: its picture or kind, its name and size, and what can be done with it. */
export function FileLine({ file, onRemove }: { file: FileView | null; onRemove?: () => void }) {
  const [shown, setShown] = useState(false);
  if (file === null) {
    return (
      <li>
        <span className="file-about muted">{t('file.gone')}</span>
        {onRemove ? <IconButton icon="trash" label={t('file.remove', { name: '' })} onClick={onRemove} /> : null}
      </li>
    );
  }
  const isImage = SHOWN.test(file.mediaType);
  return (
    <li>
      <span className="file-thumb" aria-hidden="true">
        {isImage ? <Picture file={file} /> : ending(file.name)}
      </span>
      <button
        type="button"
        className="file-about"
        title={t('file.open', { name: file.name })}
        onClick={() => {
          if (isImage) setShown(true);
          else open(file.id).catch((error: unknown) => toast(failureText(error)));
        }}
      >
        <span className="file-name">{file.name}</span>
        <span className="muted small">
          {saySize(file.bytes)} · {file.by.name}
        </span>
      </button>
      {onRemove ? <IconButton icon="trash" label={t('file.remove', { name: file.name })} onClick={onRemove} /> : null}
      {shown ? (
        <Dialog
          title={file.name}
          wide
          dismissable
          onClose={() => setShown(false)}
          foot={<Button onClick={() => void open(file.id)}>{t('file.open', { name: '' })}</Button>}
        >
          <Picture file={file} large />
        </Dialog>
      ) : null}
    </li>
  );
}

const LINK_LIVES_MS = 50_000;
function Picture({ file, large = false }: { file: FileView; large?: boolean }) {
  const link = useQuery({ queryKey: ['file', file.id], queryFn: () => linkFile(file.id), staleTime: LINK_LIVES_MS });
  if (!link.data) return <>{ending(file.name)}</>;
  return <img className={large ? 'preview' : undefined} src={link.data} alt={large ? file.name : ''} loading="lazy" />;
}
