import type { DocumentView } from '@baton/api/client';
import type { DocumentAction } from '@baton/core';
import type { IconName } from '../../kit/icon.tsx';
import { call } from '../../session.ts';

/** What is asked first. Editing has a page of its own; flagging is done by subject; restoring, beside the version. */
export type AskedAction = Exclude<DocumentAction, 'edit' | 'flag' | 'restore'>;
/** Whether who had read it reads it again: by what has changed, or by the word of who approves. */
export const READ_AGAIN = ['auto', 'yes', 'no'] as const;
export type Answers = { note: string; minor: boolean; reason: string; readAgain: (typeof READ_AGAIN)[number] };
export const NO_ANSWERS: Answers = { note: '', minor: false, reason: '', readAgain: 'auto' };

type Asked = {
  icon: IconName;
  fields: readonly (keyof Answers)[];
  danger?: boolean;
  send: (document: DocumentView, answers: Answers) => Promise<DocumentView>;
};

const body = ({ version }: DocumentView) => ({ version });
const params = ({ id }: DocumentView) => ({ id });

/** In the order of their weight. People and settings have dialogs of their own. */
export const ASKS: Readonly<Record<Exclude<AskedAction, 'change_people' | 'change_settings'>, Asked>> = {
  publish: {
    icon: 'check',
    fields: ['readAgain'],
    send: (document, { readAgain }) =>
      call('publishDocument', {
        params: params(document),
        body: { ...body(document), ...(readAgain === 'auto' ? {} : { readAgain: readAgain === 'yes' }) },
      }),
  },
  reject: {
    icon: 'undo',
    fields: ['reason'],
    send: (document, { reason }) =>
      call('rejectDocument', { params: params(document), body: { ...body(document), reason: reason.trim() } }),
  },
  submit: {
    icon: 'check',
    fields: ['note', 'minor'],
    send: (document, { note, minor }) =>
      call('submitDocument', {
        params: params(document),
        body: { ...body(document), draftVersion: document.draftVersion, note: note.trim(), minor },
      }),
  },
  verify: {
    icon: 'check',
    fields: [],
    send: (document) => call('verifyDocument', { params: params(document), body: body(document) }),
  },
  withdraw: {
    icon: 'undo',
    fields: [],
    send: (document) => call('withdrawDocument', { params: params(document), body: body(document) }),
  },
  revive: {
    icon: 'undo',
    fields: [],
    send: (document) => call('reviveDocument', { params: params(document), body: body(document) }),
  },
  discard: {
    icon: 'trash',
    fields: [],
    danger: true,
    send: (document) => call('discardDocumentDraft', { params: params(document), body: body(document) }),
  },
  obsolete: {
    icon: 'alert',
    fields: ['reason'],
    danger: true,
    send: (document, { reason }) =>
      call('obsoleteDocument', { params: params(document), body: { ...body(document), reason: reason.trim() } }),
  },
};

/** What this person is expected to do with it now, if anything: that alone is filled. */
export function expectedOf({ abilities, due, state, draft }: DocumentView): AskedAction | null {
  if (abilities.includes('publish')) return 'publish';
  if (abilities.includes('verify') && (due || state === 'needs_review')) return 'verify';
  return abilities.includes('submit') && draft === 'editing' ? 'submit' : null;
}
