import type { IncomingHttpHeaders } from 'node:http';

/** Connection-level names that a proxy must not pass on (RFC 9110 §7.6.1). */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Names that would give a copy of the page without our script: coded bodies, and "not modified". */
const PAGE_ONLY = ['accept-encoding', 'if-none-match', 'if-modified-since'];

/**
 * Headers for the app's server: it must believe that the browser spoke to it directly.
 * @param headers as the browser sent them
 * @param phone origin of the phone; `app` origin of the mini-app
 * @param page true when the browser is after an HTML document
 */
export function requestHeaders(headers: IncomingHttpHeaders, phone: string, app: string, page: boolean) {
  const out: IncomingHttpHeaders = { ...headers, host: new URL(app).host };
  for (const name of HOP_BY_HOP) delete out[name];
  if (page) for (const name of PAGE_ONLY) delete out[name];
  if (out.origin === phone) out.origin = app;
  if (out.referer?.startsWith(`${phone}/`)) out.referer = app + out.referer.slice(phone.length);
  return out;
}

/**
 * Headers for the browser. The policy stays as the app wrote it, except for who may frame it: in DingTalk that is
 * DingTalk, here it is the sandbox's page.
 * @param page true when the body is rewritten (length and validator no longer hold)
 */
export function replyHeaders(headers: IncomingHttpHeaders, phone: string, app: string, page: boolean) {
  const out: IncomingHttpHeaders = { ...headers };
  for (const name of HOP_BY_HOP) delete out[name];
  delete out['x-frame-options'];
  const policy = out['content-security-policy'];
  if (policy) out['content-security-policy'] = letFrame(String(policy));
  if (out.location?.startsWith(app)) out.location = phone + out.location.slice(app.length);
  if (page) {
    delete out['content-length'];
    delete out.etag;
    delete out['last-modified'];
    out['cache-control'] = 'no-store';
  }
  return out;
}

/** A policy without its `frame-ancestors`; every other directive is left as it is. */
function letFrame(policy: string): string {
  return policy
    .split(';')
    .filter((directive) => !/^\s*frame-ancestors\b/i.test(directive))
    .join(';');
}
