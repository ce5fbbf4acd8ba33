import { t } from '../i18n/t.ts';
import { TextArea, TextField } from '../kit/field.tsx';
import { currentMe } from '../session.ts';
import { type ContentOf, type FilledType, isLink } from './content.ts';
import { FileEditor } from './file-editor.tsx';
import type { FileShelf } from './use-files.ts';

export type EditorProps<T extends FilledType> = {
  content: ContentOf<T>;
  onContent: (content: ContentOf<T>) => void;
  files: FileShelf;
};

/** `alidocs.dingtalk.com/x` becomes a whole address when one leaves the field. */
const completed = (url: string): string => {
  const typed = url.trim();
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(typed) ? `https://${typed}` : typed;
};
const linkError = (url: string): string | undefined => (url.trim() === '' || isLink(url) ? undefined : t('link.bad'));

export function LinkEditor({ content, onContent }: EditorProps<'LINK'>) {
  return (
    <>
      <TextField
        label={t('link.url')}
        hint={t('link.hint')}
        error={linkError(content.url)}
        type="url"
        inputMode="url"
        maxLength={2048}
        placeholder="https://"
        value={content.url}
        onValue={(url) => onContent({ ...content, url })}
        onBlur={() => onContent({ ...content, url: completed(content.url) })}
      />
      <TextArea
        label={t('link.purpose')}
        hint={t('file.purposeHint')}
        maxLength={500}
        value={content.purpose}
        onValue={(purpose) => onContent({ ...content, purpose })}
      />
    </>
  );
}

export function MeetEditor({ content, onContent, files }: EditorProps<'MEET'>) {
  return (
    <>
      <TextField
        label={t('meet.heldOn')}
        type="date"
        value={content.heldOn}
        onValue={(heldOn) => onContent({ ...content, heldOn })}
      />
      <TextField
        label={t('meet.url')}
        error={linkError(content.url)}
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
        hint={t('meet.summaryHint')}
        rows={5}
        maxLength={2000}
        value={content.summary}
        onValue={(summary) => onContent({ ...content, summary })}
      />
    </>
  );
}

export function FilesEditor({ content, onContent, files }: EditorProps<'FILE'>) {
  return (
    <>
      <FileEditor
        label={t('evidence.FILE')}
        fileIds={content.fileIds}
        files={files}
        onFileIds={(fileIds) => onContent({ ...content, fileIds })}
      />
      <TextArea
        label={t('file.purpose')}
        hint={t('file.purposeHint')}
        maxLength={500}
        value={content.purpose}
        onValue={(purpose) => onContent({ ...content, purpose })}
      />
    </>
  );
}

export function PhotoEditor({ content, onContent, files }: EditorProps<'PHOTO'>) {
  return (
    <>
      <FileEditor
        label={t('evidence.PHOTO')}
        photos
        fileIds={content.fileIds}
        files={files}
        onFileIds={(fileIds) => onContent({ ...content, fileIds })}
      />
      <TextArea
        label={t('file.note')}
        optional
        maxLength={500}
        value={content.note}
        onValue={(note) => onContent({ ...content, note })}
      />
    </>
  );
}

export function ApprovalEditor({ content, onContent }: EditorProps<'APPR'>) {
  return (
    <>
      <TextField
        label={t('appr.id')}
        hint={t('appr.hint')}
        maxLength={128}
        value={content.processInstanceId}
        onValue={(processInstanceId) => onContent({ ...content, processInstanceId })}
      />
      <TextArea
        label={t('appr.note')}
        optional
        maxLength={500}
        value={content.note}
        onValue={(note) => onContent({ ...content, note })}
      />
    </>
  );
}

export function StatementEditor({ content, onContent }: EditorProps<'SYS'>) {
  return (
    <TextArea
      label={t('sys.statement')}
      hint={t('sys.hint')}
      rows={4}
      maxLength={1000}
      value={content.statement}
      onValue={(statement) => onContent({ ...content, statement })}
    />
  );
}

export function SignEditor({ content, onContent }: EditorProps<'SIGN'>) {
  const name = currentMe()?.name ?? '';
  return (
    <>
      <TextArea
        label={t('sign.statement')}
        maxLength={500}
        value={content.statement}
        onValue={(statement) => onContent({ ...content, statement })}
      />
      <TextField
        label={t('sign.name')}
        hint={t('sign.hint', { name })}
        maxLength={40}
        value={content.signedName}
        onValue={(signedName) => onContent({ ...content, signedName })}
      />
    </>
  );
}
