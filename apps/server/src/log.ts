import pino, { type Logger } from 'pino';

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

/** JSON lines on stdout. One line a beat, with a fixed `event` field: grep it. */
export function createLogger(level: string): Logger {
  return pino({ level, redact: { paths: SECRETS, censor: '[redacted]' }, base: null });
}
