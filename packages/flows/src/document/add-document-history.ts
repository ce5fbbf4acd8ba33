import { insertDocumentHistory, type Tx } from '@baton/db';
import type { HistoryDetails } from '../handover/add-history.ts';

/** Every action of a document's append-only history. Names are part of the API; the pages turn them into sentences. */
const DOCUMENT_HISTORY_ACTIONS = [
  'document.created',
  'document.submitted',
  'document.withdrawn',
  'document.rejected',
  'document.discarded',
  'document.published',
  'document.verified',
  'document.flagged',
  'document.obsoleted',
  'document.revived',
  'document.restored',
  'document.people_changed',
  'document.settings_changed',
] as const;
export type DocumentHistoryAction = (typeof DOCUMENT_HISTORY_ACTIONS)[number];

/** Lines that tell what goes on in a draft: for whoever may read it. */
export const DRAFT_LINES: readonly string[] = [
  'document.submitted',
  'document.withdrawn',
  'document.rejected',
  'document.discarded',
] satisfies DocumentHistoryAction[];

export type DocumentHistoryEntry = {
  corpId: string;
  documentId: string;
  at: Date;
  /** userId or 'system'. */
  by: string;
  action: DocumentHistoryAction;
  /** Flat values for the sentence the page composes. `to` and `from` are userIds: readers get names. */
  details?: HistoryDetails;
};

/** Adds lines to documents' histories, in the transaction of the fact. Nothing ever changes or removes them. */
export const addDocumentHistory = (tx: Tx, ...entries: readonly DocumentHistoryEntry[]): Promise<void> =>
  insertDocumentHistory(
    tx,
    entries.map((entry) => ({ ...entry, details: entry.details ?? {} })),
  );
