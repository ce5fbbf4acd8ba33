import type { ItemView } from '@baton/api/client';
import { useState } from 'react';
import { t } from '../i18n/t.ts';
import { TextArea, TextField } from '../kit/field.tsx';
import { Segments } from '../kit/segments.tsx';
import { currentMe } from '../session.ts';
import { type ContentOf, type FilledType, isLink } from './content.ts';
import { DocumentPicker } from './document-picker.tsx';
import { FileEditor } from './file-editor.tsx';
import type { FileShelf } from './use-files.ts';

export type EditorProps<T extends FilledType> = {
  item: ItemView;
  content: ContentOf<T>;
  onContent: (content: ContentOf<T>) => void;
  files: FileShelf;
  /** What is wrong with a field of this piece, once somebody tried to hand it in. */
  wrong: (field: string) => string | undefined;
};

/** `alidocs.dingtalk.com/x` becomes a whole address when one leaves the field. */
const completed = (url: string): string => {
  const typed = url.trim();
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(typed) ? `https://${typed}` : typed;
};
const linkError = (url: string): string | undefined => (url.trim() === '' || isLink(url) ? undefined : t('link.bad'));

export function LinkEditor({ item, content, onContent, wrong }: EditorProps<'LINK'>) {
  const [place, setPlace] = useState<'document' | 'address'>(content.url === '' ? 'document' : 'address');
  const [picked, setPicked] = useState<{ id: string; title: string } | null>(null);
  const { documentId } = content;
  const known = [...(picked ? [picked] : []), ...item.documents].find(({ id }) => id === documentId);
  const value = documentId ? (known ?? { id: documentId, title: t('check.hidden') }) : null;
  return (
    <>
      <Segments
        label={t('link.place')}
        value={place}
        options={[
          { value: 'document', label: t('link.inDocuments') },
          { value: 'address', label: t('link.elsewhere') },
        ]}
        onValue={(next) => {
          setPlace(next);
          // One or the other: what was filled in before does not go along unseen.
          onContent({ ...content, url: '', documentId: null });
        }}
      />
      {place === 'document' ? (
        <DocumentPicker
          value={value}
          title={item.title}
          error={wrong('documentId') ?? (value ? undefined : wrong('url') && t('link.documentMissing'))}
          onValue={(document) => {
            setPicked(document);
            onContent({ ...content, url: '', documentId: document?.id ?? null });
          }}
        />
      ) : (
        <TextField
          label={t('link.url')}
          hint={t('link.hint')}
          error={linkError(content.url) ?? wrong('url')}
          type="url"
          inputMode="url"
          maxLength={2048}
          placeholder="https://"
          value={content.url}
          onValue={(url) => onContent({ ...content, url })}
          onBlur={() => onContent({ ...content, url: completed(content.url) })}
        />
      )}
      <TextArea
        label={t('link.purpose')}
        error={wrong('purpose')}
        hint={t('file.purposeHint')}
        maxLength={500}
        value={content.purpose}
        onValue={(purpose) => onContent({ ...content, purpose })}
      />
    </>
  );
}

export function MeetEditor({ content, onContent, files, wrong }: EditorProps<'MEET'>) {
  return (
    <>
      <TextField
        label={t('meet.heldOn')}
        error={wrong('heldOn')}
        type="date"
        value={content.heldOn}
        onValue={(heldOn) => onContent({ ...content, heldOn })}
      />
      <TextField
        label={t('meet.url')}
        error={linkError(content.url) ?? wrong('url')}
        optional
        type="url"
        inputMode="url"
        maxLength={2048}
        placeholder="https://"
        value={content.url}
        onValue={(url) => onContent({ ...content, url })}
        onBlur={() => onContent({ ...content, url: completed(content.url) })}
      />
      <FileEditor
        label={t('meet.files')}
        fileIds={content.fileIds}
        files={files}
        onFileIds={(fileIds) => onContent({ ...content, fileIds })}
      />
      <TextArea
        label={t('meet.summary')}
        error={wrong('summary')}
        hint={t('meet.summaryHint')}
        rows={5}
        maxLength={2000}
        value={content.summary}
        onValue={(summary) => onContent({ ...content, summary })}
      />
    </>
  );
}

export function FilesEditor({ content, onContent, files, wrong }: EditorProps<'FILE'>) {
  return (
    <>
      <FileEditor
        label={t('evidence.FILE')}
        error={wrong('fileIds')}
        fileIds={content.fileIds}
        files={files}
        onFileIds={(fileIds) => onContent({ ...content, fileIds })}
      />
      <TextArea
        label={t('file.purpose')}
        error={wrong('purpose')}
        hint={t('file.purposeHint')}
        maxLength={500}
        value={content.purpose}
        onValue={(purpose) => onContent({ ...content, purpose })}
      />
    </>
  );
}

export function PhotoEditor({ content, onContent, files, wrong }: EditorProps<'PHOTO'>) {
  return (
    <>
      <FileEditor
        label={t('evidence.PHOTO')}
        error={wrong('fileIds')}
        photos
        fileIds={content.fileIds}
        files={files}
        onFileIds={(fileIds) => onContent({ ...content, fileIds })}
      />
      <TextArea
        label={t('file.note')}
        error={wrong('note')}
        optional
        maxLength={500}
        value={content.note}
        onValue={(note) => onContent({ ...content, note })}
      />
    </>
  );
}

export function ApprovalEditor({ content, onContent, wrong }: EditorProps<'APPR'>) {
  return (
    <>
      <TextField
        label={t('appr.id')}
        error={wrong('processInstanceId')}
        hint={t('appr.hint')}
        maxLength={128}
        value={content.processInstanceId}
        onValue={(processInstanceId) => onContent({ ...content, processInstanceId })}
      />
      <TextArea
        label={t('appr.note')}
        error={wrong('note')}
        optional
        maxLength={500}
        value={content.note}
        onValue={(note) => onContent({ ...content, note })}
      />
    </>
  );
}

export function StatementEditor({ content, onContent, wrong }: EditorProps<'SYS'>) {
  return (
    <TextArea
      label={t('sys.statement')}
      error={wrong('statement')}
      hint={t('sys.hint')}
      rows={4}
      maxLength={1000}
      value={content.statement}
      onValue={(statement) => onContent({ ...content, statement })}
    />
  );
}

export function SignEditor({ content, onContent, wrong }: EditorProps<'SIGN'>) {
  const name = currentMe()?.name ?? '';
  return (
    <>
      <TextArea
        label={t('sign.statement')}
        error={wrong('statement')}
        maxLength={500}
        value={content.statement}
        onValue={(statement) => onContent({ ...content, statement })}
      />
      <TextField
        label={t('sign.name')}
        error={wrong('signedName')}
        hint={t('sign.hint', { name })}
        maxLength={40}
        value={content.signedName}
        onValue={(signedName) => onContent({ ...content, signedName })}
      />
    </>
  );
}
