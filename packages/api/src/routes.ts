/**
 * Every route once: the server registers them, the client calls them, tests enumerate them. Paths only, so that the
 * pages can import this without zod. `auth: 'none'` is the complete list of doors without a session.
 */
export const ROUTES = {
  signIn: { method: 'POST', path: '/api/session', auth: 'none' },
  signOut: { method: 'DELETE', path: '/api/session', auth: 'session' },
  inbox: { method: 'GET', path: '/api/inbox', auth: 'session' },
  people: { method: 'GET', path: '/api/people', auth: 'session' },
  positions: { method: 'GET', path: '/api/positions', auth: 'session' },
  jsapiSignature: { method: 'GET', path: '/api/jsapi-signature', auth: 'session' },
  listHandovers: { method: 'GET', path: '/api/handovers', auth: 'session' },
  createHandover: { method: 'POST', path: '/api/handovers', auth: 'session' },
  readHandover: { method: 'GET', path: '/api/handovers/:id', auth: 'session' },
  editHandover: { method: 'PATCH', path: '/api/handovers/:id', auth: 'session' },
  launchHandover: { method: 'POST', path: '/api/handovers/:id/launch', auth: 'session' },
  releaseHandover: { method: 'POST', path: '/api/handovers/:id/release', auth: 'session' },
  withdrawHandover: { method: 'POST', path: '/api/handovers/:id/withdraw', auth: 'session' },
  reinstateHandover: { method: 'POST', path: '/api/handovers/:id/reinstate', auth: 'session' },
  nudgeHandover: { method: 'POST', path: '/api/handovers/:id/nudge', auth: 'session' },
  readItem: { method: 'GET', path: '/api/items/:id', auth: 'session' },
  saveDraft: { method: 'PUT', path: '/api/items/:id/draft', auth: 'session' },
  submitItem: { method: 'POST', path: '/api/items/:id/submit', auth: 'session' },
  acceptItem: { method: 'POST', path: '/api/items/:id/accept', auth: 'session' },
  confirmItem: { method: 'POST', path: '/api/items/:id/confirm', auth: 'session' },
  returnItem: { method: 'POST', path: '/api/items/:id/return', auth: 'session' },
  blockItem: { method: 'POST', path: '/api/items/:id/block', auth: 'session' },
  unblockItem: { method: 'POST', path: '/api/items/:id/unblock', auth: 'session' },
  waiveItem: { method: 'POST', path: '/api/items/:id/waive', auth: 'session' },
  reopenItem: { method: 'POST', path: '/api/items/:id/reopen', auth: 'session' },
  supplementItem: { method: 'POST', path: '/api/items/:id/supplement', auth: 'session' },
  delegateItem: { method: 'POST', path: '/api/items/:id/delegate', auth: 'session' },
  listDocuments: { method: 'GET', path: '/api/documents', auth: 'session' },
  createDocument: { method: 'POST', path: '/api/documents', auth: 'session' },
  requestDocument: { method: 'POST', path: '/api/document-requests', auth: 'session' },
  listDocumentRequests: { method: 'GET', path: '/api/document-requests', auth: 'session' },
  answerDocumentRequest: { method: 'POST', path: '/api/document-requests/:id/answer', auth: 'session' },
  declineDocumentRequest: { method: 'POST', path: '/api/document-requests/:id/decline', auth: 'session' },
  searchDocuments: { method: 'GET', path: '/api/documents/search', auth: 'session' },
  suggestDocuments: { method: 'GET', path: '/api/documents/suggest', auth: 'session' },
  flagDocuments: { method: 'POST', path: '/api/documents/flag', auth: 'session' },
  readDocument: { method: 'GET', path: '/api/documents/:id', auth: 'session' },
  saveDocumentDraft: { method: 'PUT', path: '/api/documents/:id/draft', auth: 'session' },
  discardDocumentDraft: { method: 'POST', path: '/api/documents/:id/discard', auth: 'session' },
  submitDocument: { method: 'POST', path: '/api/documents/:id/submit', auth: 'session' },
  withdrawDocument: { method: 'POST', path: '/api/documents/:id/withdraw', auth: 'session' },
  rejectDocument: { method: 'POST', path: '/api/documents/:id/reject', auth: 'session' },
  publishDocument: { method: 'POST', path: '/api/documents/:id/publish', auth: 'session' },
  verifyDocument: { method: 'POST', path: '/api/documents/:id/verify', auth: 'session' },
  obsoleteDocument: { method: 'POST', path: '/api/documents/:id/obsolete', auth: 'session' },
  reviveDocument: { method: 'POST', path: '/api/documents/:id/revive', auth: 'session' },
  restoreVersion: { method: 'POST', path: '/api/documents/:id/restore', auth: 'session' },
  changeDocumentPeople: { method: 'PATCH', path: '/api/documents/:id/people', auth: 'session' },
  changeDocumentSettings: { method: 'PATCH', path: '/api/documents/:id/settings', auth: 'session' },
  compareVersions: { method: 'GET', path: '/api/documents/:id/compare', auth: 'session' },
  readDocumentVersion: { method: 'GET', path: '/api/documents/:id/versions/:number', auth: 'session' },
  uploadDocumentFile: { method: 'POST', path: '/api/documents/:id/files', auth: 'session' }, // multipart, field "file" → FileView
  linkDocumentFiles: { method: 'POST', path: '/api/documents/:id/links', auth: 'session' },
  readReadingState: { method: 'GET', path: '/api/documents/:id/reading', auth: 'session' },
  confirmReading: { method: 'POST', path: '/api/documents/:id/reading', auth: 'session' },
  readLearning: { method: 'GET', path: '/api/learning', auth: 'session' },
  finishReadingStep: { method: 'PUT', path: '/api/learning/:id/steps/:key', auth: 'session' },
  readReadingPath: { method: 'GET', path: '/api/positions/:key/reading-path', auth: 'session' },
  changeReadingPath: { method: 'PUT', path: '/api/positions/:key/reading-path', auth: 'session' },
  createImport: { method: 'POST', path: '/api/imports', auth: 'session' },
  listImports: { method: 'GET', path: '/api/imports', auth: 'session' },
  readImport: { method: 'GET', path: '/api/imports/:id', auth: 'session' },
  uploadImport: { method: 'POST', path: '/api/imports/:id/uploads', auth: 'session' }, // multipart, field "file" → ImportView
  scanImport: { method: 'POST', path: '/api/imports/:id/scan', auth: 'session' },
  listImportFiles: { method: 'GET', path: '/api/imports/:id/files', auth: 'session' },
  setImportFiles: { method: 'PATCH', path: '/api/imports/:id/files', auth: 'session' },
  startImport: { method: 'POST', path: '/api/imports/:id/start', auth: 'session' },
  discardImport: { method: 'POST', path: '/api/imports/:id/discard', auth: 'session' },
  exportDocuments: { method: 'POST', path: '/api/exports', auth: 'session' }, // → { url }, good for one minute
  readExport: { method: 'GET', path: '/exports/:ticket', auth: 'ticket' },
  listQuestions: { method: 'GET', path: '/api/questions', auth: 'session' },
  askQuestion: { method: 'POST', path: '/api/questions', auth: 'session' },
  readQuestion: { method: 'GET', path: '/api/questions/:id', auth: 'session' },
  answerQuestion: { method: 'POST', path: '/api/questions/:id/answers', auth: 'session' },
  acceptAnswer: { method: 'POST', path: '/api/questions/:id/accept', auth: 'session' },
  reopenQuestion: { method: 'POST', path: '/api/questions/:id/reopen', auth: 'session' },
  withdrawQuestion: { method: 'POST', path: '/api/questions/:id/withdraw', auth: 'session' },
  mergeQuestion: { method: 'POST', path: '/api/questions/:id/merge', auth: 'session' },
  starQuestion: { method: 'POST', path: '/api/questions/:id/star', auth: 'session' },
  waiveQuestion: { method: 'POST', path: '/api/questions/:id/waive', auth: 'session' },
  secondQuestion: { method: 'POST', path: '/api/questions/:id/second', auth: 'session' },
  foldAnswer: { method: 'POST', path: '/api/questions/:id/fold', auth: 'session' },
  uploadFile: { method: 'POST', path: '/api/items/:id/files', auth: 'session' }, // multipart, field "file" → FileView
  linkFile: { method: 'POST', path: '/api/files/:id/link', auth: 'session' }, // → { url }, good for one minute
  readFile: { method: 'GET', path: '/files/:ticket', auth: 'ticket' },
} as const;

/**
 * Every reply of these routes names the day on which it was given, `YYYY-MM-DD` in Asia/Shanghai by the server's clock:
 * a device's own may be wrong.
 */
export const TODAY_HEADER = 'baton-today';

export type RouteName = keyof typeof ROUTES;
