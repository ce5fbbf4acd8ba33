/**
 * An answer other than success, in the words of the documentation. `status` is the HTTP status on the new host; the
 * old host always answers 200 and `code` is its errcode.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly extra: Record<string, unknown>;
  constructor(status: number, code: string, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

/** A refusal of the new host; most business errors are HTTP 400. */
export function refuse(code: string, message: string, status = 400): Refusal {
  return new Refusal(status, code, message);
}

/** A refusal of the old host: HTTP 200 with `errcode`. */
export function refuseOld(errcode: number, errmsg: string): Refusal {
  return new Refusal(200, String(errcode), errmsg);
}
