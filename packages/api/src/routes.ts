import { FIRST_ROUTES, type Method } from './first-load.ts';

const LINES = {
  signOut: 'DELETE /api/session',
  people: 'GET /api/people',
  positions: 'GET /api/positions',
  jsapiSignature: 'GET /api/jsapi-signature',
  listHandovers: 'GET /api/handovers',
  createHandover: 'POST /api/handovers',
  readHandover: 'GET /api/handovers/:id',
  editHandover: 'PATCH /api/handovers/:id',
  launchHandover: 'POST /api/handovers/:id/launch',
  releaseHandover: 'POST /api/handovers/:id/release',
  withdrawHandover: 'POST /api/handovers/:id/withdraw',
  reinstateHandover: 'POST /api/handovers/:id/reinstate',
  nudgeHandover: 'POST /api/handovers/:id/nudge',
  readItem: 'GET /api/items/:id',
  saveDraft: 'PUT /api/items/:id/draft',
  submitItem: 'POST /api/items/:id/submit',
  acceptItem: 'POST /api/items/:id/accept',
  confirmItem: 'POST /api/items/:id/confirm',
  returnItem: 'POST /api/items/:id/return',
  blockItem: 'POST /api/items/:id/block',
  unblockItem: 'POST /api/items/:id/unblock',
  waiveItem: 'POST /api/items/:id/waive',
  reopenItem: 'POST /api/items/:id/reopen',
  supplementItem: 'POST /api/items/:id/supplement',
  delegateItem: 'POST /api/items/:id/delegate',
  listDocuments: 'GET /api/documents',
  createDocument: 'POST /api/documents',
  listDocumentTasks: 'GET /api/document-tasks',
  requestDocument: 'POST /api/document-requests',
  listDocumentRequests: 'GET /api/document-requests',
  answerDocumentRequest: 'POST /api/document-requests/:id/answer',
  declineDocumentRequest: 'POST /api/document-requests/:id/decline',
  searchDocuments: 'GET /api/documents/search',
  suggestDocuments: 'GET /api/documents/suggest',
  flagDocuments: 'POST /api/documents/flag',
  readDocument: 'GET /api/documents/:id',
  saveDocumentDraft: 'PUT /api/documents/:id/draft',
  discardDocumentDraft: 'POST /api/documents/:id/discard',
  submitDocument: 'POST /api/documents/:id/submit',
  withdrawDocument: 'POST /api/documents/:id/withdraw',
  rejectDocument: 'POST /api/documents/:id/reject',
  publishDocument: 'POST /api/documents/:id/publish',
  verifyDocument: 'POST /api/documents/:id/verify',
  obsoleteDocument: 'POST /api/documents/:id/obsolete',
  reviveDocument: 'POST /api/documents/:id/revive',
  restoreVersion: 'POST /api/documents/:id/restore',
  changeDocumentPeople: 'PATCH /api/documents/:id/people',
  changeDocumentSettings: 'PATCH /api/documents/:id/settings',
  compareVersions: 'GET /api/documents/:id/compare',
  readDocumentVersion: 'GET /api/documents/:id/versions/:number',
  uploadDocumentFile: 'POST /api/documents/:id/files', // multipart, field "file" → FileView
  linkDocumentFiles: 'POST /api/documents/:id/links',
  readReadingState: 'GET /api/documents/:id/reading',
  confirmReading: 'POST /api/documents/:id/reading',
  readLearning: 'GET /api/learning',
  finishReadingStep: 'PUT /api/learning/:id/steps/:key',
  readReadingPath: 'GET /api/positions/:key/reading-path',
  changeReadingPath: 'PUT /api/positions/:key/reading-path',
  foreseePath: 'GET /api/positions/:key/readings',
  putOnPath: 'POST /api/positions/:key/readings',
  takeOffPath: 'DELETE /api/learning/:id',
  readCoverage: 'GET /api/coverage',
  readResponsibilities: 'GET /api/positions/:key/duties',
  addResponsibility: 'POST /api/positions/:key/duties',
  changeResponsibility: 'PATCH /api/duties/:id',
  retireResponsibility: 'POST /api/duties/:id/retire',
  verifyDoer: 'PUT /api/duties/:id/doers/:userId',
  createImport: 'POST /api/imports',
  listImports: 'GET /api/imports',
  readImport: 'GET /api/imports/:id',
  uploadImport: 'POST /api/imports/:id/uploads', // multipart, field "file" → ImportView
  scanImport: 'POST /api/imports/:id/scan',
  listImportFiles: 'GET /api/imports/:id/files',
  setImportFiles: 'PATCH /api/imports/:id/files',
  startImport: 'POST /api/imports/:id/start',
  discardImport: 'POST /api/imports/:id/discard',
  exportDocuments: 'POST /api/exports', // → { url }, good for one minute
  readExport: 'GET /exports/:ticket',
  listQuestions: 'GET /api/questions',
  askQuestion: 'POST /api/questions',
  readQuestion: 'GET /api/questions/:id',
  answerQuestion: 'POST /api/questions/:id/answers',
  acceptAnswer: 'POST /api/questions/:id/accept',
  reopenQuestion: 'POST /api/questions/:id/reopen',
  withdrawQuestion: 'POST /api/questions/:id/withdraw',
  mergeQuestion: 'POST /api/questions/:id/merge',
  starQuestion: 'POST /api/questions/:id/star',
  waiveQuestion: 'POST /api/questions/:id/waive',
  secondQuestion: 'POST /api/questions/:id/second',
  foldAnswer: 'POST /api/questions/:id/fold',
  uploadFile: 'POST /api/items/:id/files', // multipart, field "file" → FileView
  linkFile: 'POST /api/files/:id/link', // → { url }, good for one minute
  readFile: 'GET /files/:ticket',
} as const satisfies Record<string, `${Method} /${string}`>;
export type RouteName = keyof typeof LINES | keyof typeof FIRST_ROUTES;

/**
 * Every route once: the server registers them, the client calls them, tests enumerate them. Paths only, so that the
 * pages can import this without zod; they do so with the first page after the inbox.
 */
export const ROUTES = {
  ...FIRST_ROUTES,
  ...Object.fromEntries(
    Object.entries(LINES).map(([name, line]) => {
      const [method, path] = line.split(' ');
      return [name, { method, path }];
    }),
  ),
} as Record<RouteName, { method: Method; path: string }>;

/** The complete list of doors without a session: signing in, and what a ticket of a minute opens. */
export const WITHOUT_SESSION: readonly RouteName[] = ['signIn', 'readExport', 'readFile'];
