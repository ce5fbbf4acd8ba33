export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The routes that the first page calls. All others are in routes.ts, which is downloaded with the first later page. */
export const FIRST_ROUTES = {
  signIn: { method: 'POST', path: '/api/session' },
  inbox: { method: 'GET', path: '/api/inbox' },
} as const satisfies Record<string, { method: Method; path: string }>;

/**
 * Every reply names the day on which it was given, `YYYY-MM-DD` in Asia/Shanghai by the server's clock: a device's own
 * may be wrong.
 */
export const TODAY_HEADER = 'baton-today';
