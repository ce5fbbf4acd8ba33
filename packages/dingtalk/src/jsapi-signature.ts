import { createHash } from 'node:crypto';

/**
 * Signs a page for `dd.config`. SHA-256 in lower-case hex (doc `jsapi-authentication`; the `sha1` in its samples is only
 * a variable name).
 * @param url the page's `location.href`; its fragment is dropped and its query decoded, as the client does
 * @param timeStamp any current time as a string; only has to equal the one given to `dd.config`
 * @throws URIError when the query holds a bare `%`
 */
export function signJsapi(page: { ticket: string; nonceStr: string; timeStamp: string; url: string }): string {
  const plain = `jsapi_ticket=${page.ticket}&noncestr=${page.nonceStr}&timestamp=${page.timeStamp}&url=${decode(page.url)}`;
  return createHash('sha256').update(plain, 'utf8').digest('hex');
}

function decode(url: string): string {
  const page = url.split('#', 1)[0] ?? '';
  const question = page.indexOf('?');
  // Not `new URL()`: it would add a slash to an empty path and drop `:443`, and the client signs what it sees.
  return question < 0 ? page : page.slice(0, question + 1) + decodeURIComponent(page.slice(question + 1));
}
