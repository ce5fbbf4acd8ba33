import type { DocumentContent } from '@baton/core';
import type { MouseEvent, ReactNode } from 'react';
import { inDingTalk } from '../../in-dingtalk.ts';
import { failureText } from '../../kit/failure.tsx';
import { Markdown, type ShownFile } from '../../kit/markdown.tsx';
import { toast } from '../../kit/toast.tsx';
import { call } from '../../session.ts';
import { SopText } from './sop-text.tsx';

type Props = {
  documentId: string;
  content: DocumentContent;
  files: ReadonlyMap<string, ShownFile>;
  /** Something that hangs under a step, for example its questions. */
  afterStep?: (key: string) => ReactNode;
};

/** What a document says. A file is opened with a ticket of its own: the one it was drawn with may have run out. */
export function DocumentText({ documentId, content, files, afterStep }: Props) {
  function follow(event: MouseEvent) {
    const link = (event.target as Element).closest('a');
    const fileId = link?.dataset.file;
    if (fileId) {
      event.preventDefault();
      openFile(documentId, fileId).catch((error: unknown) => toast(failureText(error)));
    } else if (link && link.target === '_blank' && inDingTalk()) {
      event.preventDefault();
      void import('../../dingtalk.ts').then(({ openAddress }) => openAddress(link.href));
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links inside are what is pressed, by keyboard too
    <div className="document-text" onClick={follow}>
      {content.format === 'markdown' ? (
        <Markdown text={content.text} files={files} />
      ) : (
        <SopText content={content} files={files} afterStep={afterStep} />
      )}
    </div>
  );
}

async function openFile(id: string, fileId: string): Promise<void> {
  const { links } = await call('linkDocumentFiles', { params: { id }, body: { fileIds: [fileId] } });
  const url = new URL(links[0]?.url ?? '', window.location.href).href;
  if (inDingTalk()) (await import('../../dingtalk.ts')).openAddress(url);
  else window.open(url, '_blank', 'noopener');
}
