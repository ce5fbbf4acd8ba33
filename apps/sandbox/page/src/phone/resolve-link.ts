/** Where a link of a message leads: into the app (a path of it, perhaps in the PC side panel) or out of DingTalk. */
export type Target = { to: 'app'; path: string } | { to: 'outside'; url: string } | { to: 'nowhere' };

/** Deep links that carry the real address in a parameter (message-link-description, open-h5-micro-application-1). */
const CARRIERS: [start: string, parameter: string][] = [
  ['dingtalk://dingtalkclient/page/link', 'url'],
  ['dingtalk://dingtalkclient/action/openapp', 'redirect_url'],
  ['dingtalk://dingtalkclient/action/im_open_hybrid_panel', 'pageUrl'],
  ['https://applink.dingtalk.com/page/link', 'url'],
  ['https://applink.dingtalk.com/page/h5_app_open', 'path'],
];

/**
 * Reads a link as the client does.
 * @param link as it stands in the message
 * @param home the app's home page: its origin says which addresses belong to the app
 */
export function resolveLink(link: string, home: string): Target {
  const carrier = CARRIERS.find(([start]) => link.startsWith(start));
  const carried = carrier && parse(link, home)?.searchParams.get(carrier[1]);
  if (carrier && !carried) return { to: 'app', path: pathOf(new URL(home)) };
  const url = parse(carried || link, home);
  if (!url || !/^https?:$/.test(url.protocol)) return { to: 'nowhere' };
  if (url.origin === new URL(home).origin) return { to: 'app', path: pathOf(url) };
  return { to: 'outside', url: url.href };
}

/** The part of an address that the phone needs: path, query and fragment. */
export const pathOf = (url: URL): string => url.pathname + url.search + url.hash;

function parse(link: string, base: string): URL | null {
  try {
    return new URL(link, base);
  } catch {
    return null;
  }
}
