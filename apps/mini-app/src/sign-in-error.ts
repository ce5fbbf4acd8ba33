/** Ways the sign-in can fail before our server is even asked. */
export type SignInCode = 'outside_dingtalk' | 'bridge_timeout' | 'auth_code_refused' | 'not_configured';

/** `detail` is the client's own error code, worth telling to whoever helps. */
export class SignInError extends Error {
  readonly code: SignInCode;
  readonly detail: string;
  constructor(code: SignInCode, detail = '') {
    super(code);
    this.name = 'SignInError';
    this.code = code;
    this.detail = detail;
  }
}
