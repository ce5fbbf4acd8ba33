import { setTitle$ } from 'dingtalk-jsapi/api/biz/navigation/setTitle.js';
import { requestAuthCode$ as requestOldAuthCode } from 'dingtalk-jsapi/api/runtime/permission/requestAuthCode.js';
import { openLink$ } from 'dingtalk-jsapi/api/union/openLink.js';
import { requestAuthCode$ } from 'dingtalk-jsapi/api/union/requestAuthCode.js';
import 'dingtalk-jsapi/entry/union.js';
import { SignInError } from './sign-in-error.ts';

/** The bridge of a slow phone answers within a second or two; a page that waits longer looks broken. */
const BRIDGE_PATIENCE_MS = 10_000;

function withPatience<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SignInError('bridge_timeout')), BRIDGE_PATIENCE_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * A one-time sign-in code, valid five minutes (jsapi-request-auth-code). Clients before 7.0.45 do not know `clientId`
 * and get the older form (obtain-the-micro-application-exemption-authorization-code).
 * @throws SignInError `bridge_timeout` when the client never answers, `auth_code_refused` with the client's own code
 */
export async function requestCode(app: { corpId: string; clientId: string }): Promise<string> {
  try {
    return given(await withPatience(requestAuthCode$({ corpId: app.corpId, clientId: app.clientId })));
  } catch (newer) {
    if (newer instanceof SignInError) throw newer;
    try {
      return given(await withPatience(requestOldAuthCode({ corpId: app.corpId })));
    } catch (older) {
      if (older instanceof SignInError) throw older;
      throw new SignInError('auth_code_refused', clientCode(older) || clientCode(newer));
    }
  }
}

/** The client promises a code; one that breaks the promise has refused. */
function given(reply: { code?: string }): string {
  if (!reply.code) throw Object.assign(new Error('no code'), { errorCode: 'no_code' });
  return reply.code;
}

/** Puts a name into the client's own title bar; a client that cannot is left alone. */
export function showTitle(title: string): void {
  setTitle$({ title }).catch(() => undefined);
}

/** Opens an address the way the client wants it opened (jsapi-open-link). */
export function openAddress(url: string): void {
  openLink$({ url }).catch(() => {
    window.location.assign(url);
  });
}

function clientCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const { errorCode, error: code } = error as { errorCode?: unknown; error?: unknown };
  return String(errorCode ?? code ?? '');
}
