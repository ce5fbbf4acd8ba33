import type { ErrorCode } from '@baton/core';
import type { z } from 'zod';
import type * as coverage from './coverage.ts';
import type * as requests from './document-requests.ts';
import type * as documents from './documents.ts';
import { FIRST_ROUTES, TODAY_HEADER } from './first-load.ts';
import type * as handovers from './handovers.ts';
import type * as imports from './imports.ts';
import type * as items from './items.ts';
import type * as learning from './learning.ts';
import type * as people from './people.ts';
import type * as questions from './questions.ts';
import type * as search from './search.ts';
import type * as sessions from './sessions.ts';

export type { CoverageReply, ResponsibilitiesReply, ResponsibilityView } from './coverage.ts';
export type { DocumentRequest } from './document-requests.ts';
export type { Comparison, DocumentCard, DocumentView } from './documents.ts';
export type { CaseCard, CaseRow, HandoverView, InboxReply, ListReply, Progress } from './handovers.ts';
export type { ImportFileView, ImportView } from './imports.ts';
export type { FileView, HistoryEntry, ItemCard, ItemView } from './items.ts';
export type { ForeseenPath, LearningReply, ReadingPathView, ReadingState } from './learning.ts';
export type { Me, PersonRef } from './people.ts';
export type { QuestionReply, QuestionView } from './questions.ts';
export type { RouteName } from './routes.ts';
export type { SearchReply } from './search.ts';

type In<T extends z.ZodType> = z.input<T>;
type Out<T extends z.ZodType> = z.output<T>;
type ById = { id: string };

/** What each route takes and gives. Multipart upload and file download are not JSON and are not here. */
export type Api = {
  signIn: { body: In<typeof sessions.signInBody>; reply: Out<typeof sessions.signInReply> };
  signOut: { reply: Record<string, never> };
  inbox: { reply: Out<typeof handovers.inboxReply> };
  people: { query: In<typeof people.peopleQuery>; reply: Out<typeof people.peopleReply> };
  positions: { reply: Out<typeof handovers.positionsReply> };
  jsapiSignature: { query: In<typeof people.jsapiQuery>; reply: Out<typeof people.jsapiReply> };
  listHandovers: { query: In<typeof handovers.listQuery>; reply: Out<typeof handovers.listReply> };
  createHandover: { body: In<typeof handovers.createBody>; reply: Out<typeof handovers.handoverView> };
  readHandover: { params: ById; reply: Out<typeof handovers.handoverView> };
  editHandover: { params: ById; body: In<typeof handovers.editBody>; reply: Out<typeof handovers.handoverView> };
  launchHandover: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof handovers.handoverView> };
  releaseHandover: { params: ById; body: In<typeof handovers.releaseBody>; reply: Out<typeof handovers.handoverView> };
  withdrawHandover: {
    params: ById;
    body: In<typeof handovers.withdrawBody>;
    reply: Out<typeof handovers.handoverView>;
  };
  reinstateHandover: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof handovers.handoverView> };
  nudgeHandover: { params: ById; body: In<typeof handovers.nudgeBody>; reply: Record<string, never> };
  readItem: { params: ById; reply: Out<typeof items.itemView> };
  saveDraft: { params: ById; body: In<typeof items.draftBody>; reply: Out<typeof items.itemView> };
  submitItem: { params: ById; body: In<typeof items.draftBody>; reply: Out<typeof items.itemView> };
  acceptItem: { params: ById; body: In<typeof items.acceptBody>; reply: Out<typeof items.itemView> };
  confirmItem: { params: ById; body: In<typeof items.confirmBody>; reply: Out<typeof items.itemView> };
  returnItem: { params: ById; body: In<typeof items.reasonBody>; reply: Out<typeof items.itemView> };
  blockItem: { params: ById; body: In<typeof items.reasonBody>; reply: Out<typeof items.itemView> };
  unblockItem: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof items.itemView> };
  waiveItem: { params: ById; body: In<typeof items.waiveBody>; reply: Out<typeof items.itemView> };
  reopenItem: { params: ById; body: In<typeof items.reasonBody>; reply: Out<typeof items.itemView> };
  supplementItem: { params: ById; body: In<typeof items.supplementBody>; reply: Out<typeof items.itemView> };
  delegateItem: { params: ById; body: In<typeof items.delegateBody>; reply: Out<typeof items.itemView> };
  listDocuments: { query: In<typeof documents.documentQuery>; reply: Out<typeof documents.documentsReply> };
  createDocument: { body: In<typeof documents.createDocumentBody>; reply: Out<typeof documents.documentView> };
  listDocumentTasks: { reply: Out<typeof documents.documentTasksReply> };
  requestDocument: { body: In<typeof requests.requestBody>; reply: Out<typeof requests.requestsReply> };
  listDocumentRequests: { reply: Out<typeof requests.requestsReply> };
  answerDocumentRequest: {
    params: ById;
    body: In<typeof requests.answerRequestBody>;
    reply: Out<typeof requests.requestsReply>;
  };
  declineDocumentRequest: {
    params: ById;
    body: In<typeof items.reasonBody>;
    reply: Out<typeof requests.requestsReply>;
  };
  searchDocuments: { query: In<typeof search.searchQuery>; reply: Out<typeof search.searchReply> };
  suggestDocuments: { query: In<typeof search.suggestQuery>; reply: Out<typeof search.suggestReply> };
  flagDocuments: {
    body: In<typeof documents.flagDocumentsBody>;
    reply: Out<typeof documents.flagDocumentsReply>;
  };
  readDocument: { params: ById; reply: Out<typeof documents.documentView> };
  saveDocumentDraft: {
    params: ById;
    body: In<typeof documents.documentDraftBody>;
    reply: Out<typeof documents.documentView>;
  };
  discardDocumentDraft: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof documents.documentView> };
  submitDocument: {
    params: ById;
    body: In<typeof documents.submitDocumentBody>;
    reply: Out<typeof documents.documentView>;
  };
  withdrawDocument: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof documents.documentView> };
  rejectDocument: {
    params: ById;
    body: In<typeof documents.documentReasonBody>;
    reply: Out<typeof documents.documentView>;
  };
  publishDocument: {
    params: ById;
    body: In<typeof documents.publishDocumentBody>;
    reply: Out<typeof documents.documentView>;
  };
  verifyDocument: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof documents.documentView> };
  obsoleteDocument: {
    params: ById;
    body: In<typeof documents.documentReasonBody>;
    reply: Out<typeof documents.documentView>;
  };
  reviveDocument: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof documents.documentView> };
  restoreVersion: {
    params: ById;
    body: In<typeof documents.restoreVersionBody>;
    reply: Out<typeof documents.documentView>;
  };
  changeDocumentPeople: {
    params: ById;
    body: In<typeof documents.documentPeopleBody>;
    reply: Out<typeof documents.documentView>;
  };
  changeDocumentSettings: {
    params: ById;
    body: In<typeof documents.documentSettingsBody>;
    reply: Out<typeof documents.documentView>;
  };
  compareVersions: {
    params: ById;
    query: In<typeof documents.compareQuery>;
    reply: Out<typeof documents.compareReply>;
  };
  readDocumentVersion: { params: { id: string; number: string }; reply: Out<typeof documents.versionView> };
  linkDocumentFiles: {
    params: ById;
    body: In<typeof documents.documentLinksBody>;
    reply: Out<typeof documents.documentLinksReply>;
  };
  readReadingState: { params: ById; reply: Out<typeof learning.readingState> };
  confirmReading: {
    params: ById;
    body: In<typeof learning.confirmReadingBody>;
    reply: Out<typeof learning.readingState>;
  };
  readLearning: { query: In<typeof learning.learningQuery>; reply: Out<typeof learning.learningReply> };
  finishReadingStep: {
    params: In<typeof learning.readingStepParams>;
    body: In<typeof learning.readingStepBody>;
    reply: Out<typeof learning.learningReply>;
  };
  foreseePath: {
    params: { key: string };
    query: In<typeof learning.putOnPathBody>;
    reply: Out<typeof learning.foreseenPath>;
  };
  putOnPath: {
    params: { key: string };
    body: In<typeof learning.putOnPathBody>;
    reply: Out<typeof learning.learningReply>;
  };
  takeOffPath: { params: ById; reply: Out<typeof learning.learningReply> };
  readCoverage: { reply: Out<typeof coverage.coverageReply> };
  readResponsibilities: { params: { key: string }; reply: Out<typeof coverage.responsibilitiesReply> };
  addResponsibility: {
    params: { key: string };
    body: In<typeof coverage.addResponsibilityBody>;
    reply: Out<typeof coverage.responsibilitiesReply>;
  };
  changeResponsibility: {
    params: ById;
    body: In<typeof coverage.changeResponsibilityBody>;
    reply: Out<typeof coverage.responsibilitiesReply>;
  };
  retireResponsibility: {
    params: ById;
    body: In<typeof items.versionBody>;
    reply: Out<typeof coverage.responsibilitiesReply>;
  };
  verifyDoer: {
    params: { id: string; userId: string };
    body: In<typeof coverage.verifyDoerBody>;
    reply: Out<typeof coverage.responsibilitiesReply>;
  };
  readReadingPath: { params: { key: string }; reply: Out<typeof learning.readingPathView> };
  changeReadingPath: {
    params: { key: string };
    body: In<typeof learning.readingPathBody>;
    reply: Out<typeof learning.readingPathView>;
  };
  createImport: { reply: Out<typeof imports.importView> };
  listImports: { reply: Out<typeof imports.importsReply> };
  readImport: { params: ById; reply: Out<typeof imports.importView> };
  scanImport: { params: ById; reply: Out<typeof imports.importView> };
  listImportFiles: {
    params: ById;
    query: In<typeof imports.importFilesQuery>;
    reply: Out<typeof imports.importFilesReply>;
  };
  setImportFiles: {
    params: ById;
    body: In<typeof imports.importSettingsBody>;
    reply: Out<typeof imports.importView>;
  };
  startImport: { params: ById; body: In<typeof imports.startImportBody>; reply: Out<typeof imports.importView> };
  exportDocuments: { body: In<typeof imports.exportBody>; reply: Out<typeof imports.exportReply> };
  discardImport: { params: ById; reply: Out<typeof imports.importView> };
  listQuestions: { query: In<typeof questions.questionsQuery>; reply: Out<typeof questions.questionsReply> };
  askQuestion: { body: In<typeof questions.askQuestionBody>; reply: Out<typeof questions.questionReply> };
  readQuestion: { params: ById; reply: Out<typeof questions.questionReply> };
  withdrawQuestion: { params: ById; body: In<typeof items.versionBody>; reply: Out<typeof questions.questionReply> };
  answerQuestion: {
    params: ById;
    body: In<typeof questions.answerQuestionBody>;
    reply: Out<typeof questions.questionReply>;
  };
  acceptAnswer: {
    params: ById;
    body: In<typeof questions.acceptAnswerBody>;
    reply: Out<typeof questions.questionReply>;
  };
  reopenQuestion: {
    params: ById;
    body: In<typeof questions.questionReasonBody>;
    reply: Out<typeof questions.questionReply>;
  };
  mergeQuestion: {
    params: ById;
    body: In<typeof questions.mergeQuestionBody>;
    reply: Out<typeof questions.questionReply>;
  };
  starQuestion: {
    params: ById;
    body: In<typeof questions.starQuestionBody>;
    reply: Out<typeof questions.questionReply>;
  };
  waiveQuestion: {
    params: ById;
    body: In<typeof questions.waiveQuestionBody>;
    reply: Out<typeof questions.questionReply>;
  };
  secondQuestion: {
    params: ById;
    body: In<typeof questions.secondQuestionBody>;
    reply: Out<typeof questions.questionReply>;
  };
  foldAnswer: { params: ById; body: In<typeof questions.foldAnswerBody>; reply: Out<typeof questions.questionReply> };
  linkFile: { params: ById; reply: Out<typeof items.fileLinkReply> };
};

/** A reply that was not 2xx. `details` as the server gave them; code `internal` when the reply was not ours. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'offline';
  readonly details: Record<string, unknown>;
  readonly requestId: string;
  constructor(status: number, code: ErrorCode | 'offline', details: Record<string, unknown> = {}, requestId = '') {
    super(code);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
  }
}

type FirstRoute = keyof typeof FIRST_ROUTES;
type Args<N extends keyof Api> = Omit<Api[N], 'reply'>;
export type Call = <N extends keyof Api>(
  name: N,
  ...args: keyof Args<N> extends never ? [] : [Args<N>]
) => Promise<Api[N]['reply']>;

/**
 * A typed client without zod. The table of routes is imported with the first call that needs it.
 * @param options.baseUrl '' in the pages, an origin in tests and scripts
 * @param options.token reads the session token at each call; null sends none
 * @param options.onToday hears the server's day (`YYYY-MM-DD`) with every reply that names it
 * @throws ApiError for every reply that is not 2xx, and `offline` when there was no reply
 */
export function createClient(options: {
  baseUrl: string;
  token: () => string | null;
  fetch?: typeof fetch;
  onToday?: (day: string) => void;
}): Call {
  const doFetch = options.fetch ?? fetch;
  return async (name, ...rest) => {
    const args = (rest[0] ?? {}) as {
      params?: Record<string, string>;
      query?: Record<string, unknown>;
      body?: unknown;
    };
    const headers: Record<string, string> = {};
    const token = options.token();
    if (token) headers.authorization = `Bearer ${token}`;
    if (args.body !== undefined) headers['content-type'] = 'application/json';
    let response: Response;
    try {
      const route =
        name in FIRST_ROUTES ? FIRST_ROUTES[name as FirstRoute] : (await import('./routes.ts')).ROUTES[name];
      response = await doFetch(options.baseUrl + fillPath(route.path, args.params) + queryString(args.query), {
        method: route.method,
        headers,
        ...(args.body === undefined ? {} : { body: JSON.stringify(args.body) }),
      });
    } catch {
      throw new ApiError(0, 'offline');
    }
    const day = response.headers.get(TODAY_HEADER);
    if (day) options.onToday?.(day);
    const reply = await response.json().catch(() => null);
    if (response.ok && reply !== null) return reply;
    const error = reply?.error ?? {};
    throw new ApiError(response.status, error.code ?? 'internal', error.details ?? {}, error.requestId ?? '');
  };
}

function fillPath(path: string, params: Record<string, string> = {}): string {
  return path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
}

function queryString(query: Record<string, unknown> = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}
