import type { ErrorCode } from '@baton/core';
import { refusalOf } from '@baton/flows';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

/** One code, one status. The pages turn the code into a sentence. */
const STATUS: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  sign_in_failed: 401,
  session_ended: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  item_action_not_allowed: 409,
  case_action_not_allowed: 409,
  case_already_open: 409,
  document_action_not_allowed: 409,
  document_insufficient: 422,
  question_action_not_allowed: 409,
  answer_says_nothing: 422,
  evidence_insufficient: 422,
  reason_required: 422,
  gate_closed: 409,
  preflight_failed: 409,
  file_too_large: 413,
  file_type_refused: 415,
  files_full: 409,
  payload_too_large: 413,
  rate_limited: 429,
  dingtalk_unreachable: 503,
  dingtalk_refused: 502,
  dingtalk_quota_exhausted: 503,
  bad_envelope: 403,
  unknown_corp: 404,
  template_invalid: 422,
  internal: 500,
};

/** What Fastify itself refuses, as our codes; what is not listed and is a client error counts as invalid input. */
const FASTIFY_CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_REQ_FILE_TOO_LARGE: 'file_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'invalid_input',
};

/** Sends `{ error: { code, details, requestId } }` with the status of the code. */
export function refuse(reply: FastifyReply, code: ErrorCode, details: Record<string, unknown> = {}) {
  return reply.status(STATUS[code]).send({ error: { code, details, requestId: reply.request.id } });
}

/** Known refusals keep their code and details; anything else is a bare 500 and a full line in the log. */
export function registerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => refuse(reply, 'not_found'));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const problems = error.validation.map(({ instancePath, message }) => ({ path: instancePath, message }));
      return refuse(reply, 'invalid_input', { problems });
    }
    const refusal = refusalOf(error);
    if (refusal) {
      const { code, details } = refusal;
      // Not refused by a rule of ours: an operator may want to know what it was.
      if (error !== (refusal as Error))
        request.log.warn({ event: 'request.refused', reason: code, err: error }, 'refused');
      else if (STATUS[code] >= 500) request.log.warn({ event: 'request.refused', reason: code }, 'refused');
      return refuse(reply, code, details);
    }
    const status = error.statusCode ?? 500;
    if (status === 429) return refuse(reply, 'rate_limited');
    if (status < 500) return refuse(reply, FASTIFY_CODES[error.code] ?? 'invalid_input');
    request.log.error({ event: 'request.failed', err: error }, 'unexpected failure');
    return refuse(reply, 'internal');
  });
}
