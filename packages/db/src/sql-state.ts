/** PostgreSQL's five-character code of an error, whichever driver or wrapper threw it; '' when it is something else. */
export function sqlState(error: unknown): string {
  for (let e = error; e instanceof Error; e = e.cause) {
    const code = (e as { code?: unknown }).code;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return '';
}

/** Worth running again from the start: serialization failure and deadlock. */
export function isTransient(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error));
}

/** A unique constraint said no: somebody else was first. */
export function isUniqueViolation(error: unknown): boolean {
  return sqlState(error) === '23505';
}
