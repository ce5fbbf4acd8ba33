/** Every way a request can be refused. The server maps each to an HTTP status, the pages to a sentence. */
export const ERROR_CODES = [
  'invalid_input',
  'unauthenticated',
  'sign_in_failed',
  'session_ended',
  'forbidden',
  'not_found',
  'conflict', // someone else changed the row first: reload and try again
  'item_action_not_allowed', // the item is not in a state that knows this action
  'case_action_not_allowed',
  'case_already_open',
  'document_action_not_allowed', // neither the document nor its draft is in a state that knows this action
  'document_insufficient', // details.problems: DocumentProblem[]
  'question_action_not_allowed', // the question is not in a state that knows this action
  'answer_says_nothing', // 「无」「嗯」「已同步」 to a ★ question
  'evidence_insufficient', // details.problems: EvidenceProblem[]
  'reason_required',
  'gate_closed', // details.blockers
  'preflight_failed', // details.problems
  'file_too_large',
  'file_type_refused',
  'files_full', // the item or its case has as many files, or as much in them, as it may
  'payload_too_large',
  'rate_limited',
  'dingtalk_unreachable',
  'dingtalk_refused',
  'dingtalk_quota_exhausted',
  'bad_envelope',
  'unknown_corp',
  'template_invalid',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A refusal with a code. `details` is shown to the client: never put a secret or personal data in it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;
  constructor(code: ErrorCode, details: Record<string, unknown> = {}) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}
