const TAG = '<script src="/__bridge.js"></script>';

/**
 * Puts the bridge in front of everything that runs in a page: first in `<head>`, so that it is there when the page's
 * modules import dingtalk-jsapi. External and same-origin, because the app's policy is `script-src 'self'`.
 * @param html a whole document; one without `<head>` gets the tag after `<html>` or the doctype, else at its start
 */
export function injectBridge(html: string): string {
  for (const anchor of [/<head(?:\s[^>]*)?>/i, /<html(?:\s[^>]*)?>/i, /<!doctype[^>]*>/i]) {
    const found = anchor.exec(html);
    if (found) return html.slice(0, found.index + found[0].length) + TAG + html.slice(found.index + found[0].length);
  }
  return TAG + html;
}
