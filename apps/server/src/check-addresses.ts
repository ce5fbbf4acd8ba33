import { BlockList, isIP } from 'node:net';

/** Nets that have a name of their own: 127.0.0.0/8, 10.0.0.0/8 with its like, 169.254.0.0/16. */
const NAMED_NETS = ['loopback', 'uniquelocal', 'linklocal'];
/** The widest net that may be trusted: those that are private are no wider. `::/0` would let anybody pick an address. */
const WIDEST = { 4: 8, 6: 7 } as const;

/** Addresses that nobody outside can reach. */
const NEAR = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  NEAR.addSubnet(net, bits);
NEAR.addAddress('::1', 'ipv6');
NEAR.addSubnet('fc00::', 7, 'ipv6');
NEAR.addSubnet('fe80::', 10, 'ipv6');
/** A name without a dot, or one that is never given out. */
const NEAR_NAME = /^[^.]+$|\.(local|localhost|internal|lan|test|home\.arpa)$/;

const HOST = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;
const WILDCARD_HOST = /^\*(\.[a-z0-9_-]+){2,}$/;

/**
 * What is wrong with an http(s) address, as the end of a sentence that begins with its name; null when nothing is.
 * @param rules.origin no path; `rules.wildcard` lets the host begin with `*.`; `rules.http` lets it be reached in clear
 */
export function httpProblem(
  text: string,
  rules: { origin?: boolean; wildcard?: boolean; http?: boolean } = {},
): string | null {
  const url = parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.port === '0') return 'must be an http(s) address';
  const { hostname, pathname, search, hash, username, password } = url;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const fits = isIP(host) !== 0 || HOST.test(host) || (rules.wildcard && WILDCARD_HOST.test(host));
  // `https:///x` is repaired to `https://x/` by the parser; nobody meant that.
  if (!fits || !/^https?:\/\/[^/]/i.test(text)) return 'must be an http(s) address';
  if (`${search}${hash}${username}${password}` !== '') return 'must be an address without ?, # and @';
  if (rules.origin && pathname !== '/') return 'must be an address without a path';
  if (url.protocol === 'http:' && !rules.http && !isNear(host)) {
    return 'must begin with https:// (http:// only for this machine and private networks)';
  }
  return null;
}

function isNear(host: string): boolean {
  const family = isIP(host);
  return family === 0 ? NEAR_NAME.test(host) : NEAR.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether a proxy's address or net may be trusted; one that holds half the world may not. */
export function isProxyNet(text: string): boolean {
  if (NAMED_NETS.includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address) as 0 | 4 | 6;
  // An IPv4 net in the clothes of IPv6 would have to be measured differently; it can be written as IPv4.
  if (family === 0 || more.length > 0 || /^::ffff:/i.test(address)) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= WIDEST[family] && Number(bits) <= (family === 4 ? 32 : 128);
}

/** `redis://[user:password@]host[:port][/number]`, `rediss://…`. */
export function isRedisUrl(text: string): boolean {
  const url = parse(text);
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === '') return false;
  try {
    decodeURIComponent(url.username + url.password);
  } catch {
    return false;
  }
  return /^\/?\d*$/.test(url.pathname);
}

/** `postgres://…` with a host (or `?host=` for a socket), or `pglite:` with a folder. */
export function isDatabaseUrl(text: string): boolean {
  if (text.startsWith('pglite:')) return text.length > 'pglite:'.length;
  if (!/^postgres(ql)?:\/\//.test(text)) return false;
  // The driver takes several hosts, `URL` does not: the first one stands for all.
  const url = parse(text.replace(/(@|\/\/)([^/?@,]*),[^/?@]*/, '$1$2'));
  return url !== null && (url.hostname !== '' || url.searchParams.has('host'));
}

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
