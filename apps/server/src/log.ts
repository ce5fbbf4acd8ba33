import pino, { type DestinationStream, type Logger } from 'pino';

/** Anything that could let somebody in or tell who a person is. Checked by a test that greps the output. */
const SECRETS = [
  'req.headers.authorization',
  'headers.authorization',
  '*.authorization',
  'token',
  '*.token',
  'accessToken',
  '*.accessToken',
  'clientSecret',
  '*.clientSecret',
  'aesKey',
  '*.aesKey',
  'code',
  'password',
  '*.password',
  'mobile',
  '*.mobile',
];

/**
 * JSON lines on stdout. One line a beat, with a fixed `event` field: grep it.
 * @param destination where else to write; for tests that read what was logged
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const serializers = { err: describeError, error: describeError };
  const options = { level, redact: { paths: SECRETS, censor: '[redacted]' }, base: null, serializers };
  return destination ? pino(options, destination) : pino(options);
}

type Described = { type: string; message: string; stack: string; code?: string; cause?: Described };

/**
 * What a log may say of an error: never its own fields, and never the values of a failed query. A row that could not be
 * written is somebody's evidence, message or session.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  const described: Described = {
    type: error.name,
    message: withoutValues(error.message),
    stack: withoutValues(error.stack ?? ''),
  };
  if (typeof code === 'string') described.code = code;
  if (error.cause instanceof Error) described.cause = describeError(error.cause) as Described;
  return described;
}

/** Drizzle puts the parameters of a query behind its text, in the message and so in the stack. */
function withoutValues(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');
}
