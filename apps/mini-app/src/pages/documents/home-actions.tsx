import type { Api } from '@baton/api/client';
import { lazy, Suspense, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { MoreActions } from '../../kit/action-bar.tsx';
import { Icon, type IconName } from '../../kit/icon.tsx';
import { goTo, Link } from '../../kit/link.tsx';

const Export = lazy(async () => ({ default: (await import('../document-export.tsx')).DocumentExport }));
const Flag = lazy(async () => ({ default: (await import('./flag-dialog.tsx')).FlagDialog }));

const MORE = { import: 'upload', export: 'file', flag: 'alert', questions: 'list' } as const satisfies Record<
  string,
  IconName
>;
type More = keyof typeof MORE;

/** What one does with documents besides reading them: writing is offered first, to whoever may. */
export function HomeActions({ writes }: { writes: Api['listDocuments']['reply']['writes'] | undefined }) {
  const [open, setOpen] = useState<'export' | 'flag' | null>(null);
  const mayWrite = writes !== undefined && (writes.company || writes.positions.length > 0);
  const offered = (Object.keys(MORE) as More[]).filter((name) => name !== 'import' || mayWrite);
  return (
    <>
      {mayWrite ? (
        <Link href="/documents/new" className="button button-primary button-small">
          <Icon name="plus" size={18} />
          {t('documents.new')}
        </Link>
      ) : null}
      <MoreActions
        actions={offered.map((name) => ({ name, label: t(`documents.${name}`), icon: MORE[name] }))}
        onAction={(name) => {
          if (name === 'import') goTo('/documents/import');
          else if (name === 'questions') goTo('/questions');
          else setOpen(name);
        }}
      />
      <Suspense>
        {open === 'export' ? <Export onClose={() => setOpen(null)} /> : null}
        {open === 'flag' ? <Flag onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}
